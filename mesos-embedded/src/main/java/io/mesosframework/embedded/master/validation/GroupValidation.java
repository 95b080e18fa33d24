package io.mesosframework.embedded.master.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.HealthCheck;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.resource.Numbers;
import io.mesosframework.embedded.resource.Resources;

/**
 * Decides whether a task group may be launched: all of it or nothing, in the order and
 * with the words of Mesos ({@code src/master/validation.cpp}).
 *
 * @since 0.1.0
 */
public final class GroupValidation {

	private static final double MIN_CPUS = 0.01;

	private static final double MIN_MEM = 32;

	private final Framework framework;

	private final Agent agent;

	private final TaskValidation taskValidation;

	public GroupValidation(Framework framework, Agent agent, TaskValidation taskValidation) {
		this.framework = framework;
		this.agent = agent;
		this.taskValidation = taskValidation;
	}

	/**
	 * Validate a group.
	 * @param tasks its tasks, each with the executor
	 * @param executor its executor
	 * @param available what is left of the offers
	 * @return the error or {@code null}
	 */
	public @Nullable String validate(List<TaskInfo> tasks, ExecutorInfo executor, Resources available) {
		for (TaskInfo task : tasks) {
			String error = validateTask(task);
			if (error != null) {
				return "Task '" + task.getTaskId().getValue() + "' is invalid: " + error;
			}
		}
		String error = validateExecutor(tasks, executor);
		if (error == null) {
			error = validateResources(tasks, executor, available);
		}
		return (error != null) ? error : validateCgroups(tasks, executor);
	}

	private @Nullable String validateTask(TaskInfo task) {
		String error = this.taskValidation.validateTask(task, Resources.of(task.getResourcesList()));
		if (error != null) {
			return error;
		}
		if (!task.hasExecutor()) {
			return "'TaskInfo.executor' must be set";
		}
		if (task.hasContainer()) {
			HealthCheck.Type check = task.getHealthCheck().getType();
			if (task.getContainer().getNetworkInfosCount() > 0 && task.hasHealthCheck()
					&& (check == HealthCheck.Type.HTTP || check == HealthCheck.Type.TCP)) {
				return "HTTP and TCP health checks are not supported for nested containers not joining parent's network";
			}
			if (task.getContainer().getType() == ContainerInfo.Type.DOCKER) {
				return "Docker ContainerInfo is not supported on the task";
			}
		}
		boolean ownCgroups = task.hasContainer() && task.getContainer().hasLinuxInfo()
				&& !task.getContainer().getLinuxInfo().getShareCgroups();
		if (task.getLimitsCount() > 0 && !ownCgroups) {
			return "Resource limits may only be set for tasks within a task group when the 'share_cgroups' field is "
					+ "set to 'false'.";
		}
		return null;
	}

	private @Nullable String validateExecutor(List<TaskInfo> tasks, ExecutorInfo executor) {
		String error = this.taskValidation.validateExecutor(executor);
		if (error != null) {
			return error;
		}
		if (!executor.hasType()) {
			return "'ExecutorInfo.type' must be set";
		}
		if (executor.getType() == ExecutorInfo.Type.UNKNOWN) {
			return "Unknown executor type";
		}
		if (executor.hasContainer() && executor.getContainer().getType() == ContainerInfo.Type.DOCKER) {
			return "Docker ContainerInfo is not supported on the executor";
		}
		String id = executor.getExecutorId().getValue();
		for (TaskInfo task : tasks) {
			if (!task.getExecutor().equals(executor)) {
				return "The `ExecutorInfo` of task '" + task.getTaskId().getValue() + "' is different from executor '"
						+ id + "'";
			}
		}
		Resources resources = Resources.of(executor.getResourcesList());
		if (!TaskValidation.isAtLeast(resources, "cpus", MIN_CPUS)) {
			String cpus = resources.names().contains("cpus") ? Numbers.printShort(resources.amount("cpus").toDouble())
					: "None";
			return "Executor '" + id + "' uses less CPUs (" + cpus + ") than the minimum required (0.01)";
		}
		if (!TaskValidation.isAtLeast(resources, "mem", MIN_MEM)) {
			String mem = resources.names().contains("mem")
					? CppText.megabytes(Math.floor(resources.amount("mem").toDouble())) : "None";
			return "Executor '" + id + "' uses less memory (" + mem + ") than the minimum required (32MB)";
		}
		return resources.names().contains("disk") ? null : "Executor '" + id + "' uses no disk";
	}

	private @Nullable String validateResources(List<TaskInfo> tasks, ExecutorInfo executor, Resources available) {
		Resources executorResources = Resources.of(executor.getResourcesList());
		Resources taskTotal = Resources.EMPTY;
		List<Resources> all = new ArrayList<>();
		for (TaskInfo task : tasks) {
			Resources own = Resources.of(task.getResourcesList());
			all.add(own);
			taskTotal = taskTotal.plus(own);
		}
		Resources total = executorResources.plus(taskTotal);
		String error = ResourceRules.uniquePersistenceIds(total);
		if (error != null) {
			return "Task group and executor use duplicate persistence ID: " + error;
		}
		error = ResourceRules.revocability(total);
		if (error != null) {
			return "Task group and executor mix revocable and non-revocable resources: " + error;
		}
		String ownTexts = all.stream().map(Resources::toString).collect(Collectors.joining(", ", "[ ", " ]"));
		all.add(executorResources);
		if (ResourceRules.overlap(all)) {
			return "There are overlapping resources in the task group's task resources " + ownTexts
					+ " and/or executor resources " + executorResources;
		}
		boolean known = this.agent.executor(this.framework.key(), executor.getExecutorId().getValue()) != null;
		Resources needed = known ? taskTotal : total;
		if (!available.contains(needed)) {
			return "Total resources " + needed + " required by task group and its executor are more than available "
					+ available;
		}
		return null;
	}

	private @Nullable String validateCgroups(List<TaskInfo> tasks, ExecutorInfo executor) {
		String error = TaskValidation.validateNoSharedCgroups(executor);
		if (error != null) {
			return error;
		}
		List<ContainerInfo> containers = new ArrayList<>();
		tasks.forEach((task) -> containers.add(task.getContainer()));
		if (this.agent.executor(this.framework.key(), executor.getExecutorId().getValue()) != null) {
			this.agent.tasks()
				.getOrDefault(this.framework.key(), java.util.Map.of())
				.values()
				.stream()
				.filter((task) -> task.runsOn(executor, this.agent.key()))
				.forEach((task) -> containers.add(task.info().getContainer()));
		}
		long sharing = containers.stream().filter(TaskValidation::sharesCgroups).count();
		return (sharing == 0 || sharing == containers.size()) ? null
				: "If set, the value of 'share_cgroups' must be the same for all tasks in each task group and under a "
						+ "single executor";
	}

}
