package io.mesosframework.embedded.master.validation;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.google.protobuf.TextFormat;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Value;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.resource.Amount;
import io.mesosframework.embedded.resource.IdRules;
import io.mesosframework.embedded.resource.Numbers;
import io.mesosframework.embedded.resource.Resources;

/**
 * Decides whether a task may be launched, in the order and with the words of Mesos
 * ({@code src/master/validation.cpp}).
 *
 * @since 0.1.0
 */
public final class TaskValidation {

	private static final String LINE = "------------------------------------------------------------\n";

	private static final Pattern NUMBER = Pattern.compile("(?m)^( *\\w+: )(-?\\d+\\.\\d+(?:E-?\\d+)?)$");

	private final Framework framework;

	private final Agent agent;

	public TaskValidation(Framework framework, Agent agent) {
		this.framework = framework;
		this.agent = agent;
	}

	/**
	 * Validate a task of a LAUNCH.
	 * @param task the task
	 * @param own the valid ones of its resources, added up
	 * @param available what is left of the offers
	 * @return the error or {@code null}
	 */
	public @Nullable String validate(TaskInfo task, Resources own, Resources available) {
		String error = validateTask(task, own);
		if (error == null) {
			error = validateExecutor(task, own, available);
		}
		if (error == null && task.hasContainer() && !sharesCgroups(task.getContainer())) {
			error = "Only tasks in a task group may have 'share_cgroups' set to 'false'";
		}
		return error;
	}

	/**
	 * Validate what a task of its own and a task of a group have in common.
	 * @param task the task
	 * @param own the valid ones of its resources, added up
	 * @return the error or {@code null}
	 */
	@Nullable String validateTask(TaskInfo task, Resources own) {
		String error = validateIdentity(task);
		if (error == null) {
			error = validateDurations(task);
		}
		if (error == null && task.hasCheck()) {
			error = prefixed("Task uses invalid check: ", CommandRules.check(task.getCheck()));
		}
		if (error == null && task.hasHealthCheck()) {
			error = prefixed("Task uses invalid health check: ", CommandRules.healthCheck(task.getHealthCheck()));
		}
		if (error == null) {
			error = validateResources(task, own);
		}
		if (error == null && task.hasCommand()) {
			error = prefixed("Task's `CommandInfo` is invalid: ", CommandRules.command(task.getCommand()));
		}
		if (error == null && task.hasContainer()) {
			error = prefixed("Task's `ContainerInfo` is invalid: ", CommandRules.container(task.getContainer()));
		}
		return (error != null) ? error : validateLimits(task, own);
	}

	private @Nullable String validateIdentity(TaskInfo task) {
		String id = task.getTaskId().getValue();
		String error = IdRules.validate(id);
		if (error != null) {
			return error;
		}
		if (this.framework.tasks().containsKey(id)) {
			return "Task has duplicate ID: " + id;
		}
		if (this.framework.unreachableTasks().containsKey(id)) {
			return "Task reuses the ID of an unreachable task: " + id;
		}
		if (!task.getAgentId().equals(this.agent.id())) {
			return "Task uses invalid agent " + task.getAgentId().getValue() + " while agent " + this.agent.key()
					+ " is expected";
		}
		return null;
	}

	private static @Nullable String validateDurations(TaskInfo task) {
		if (task.getKillPolicy().getGracePeriod().getNanoseconds() < 0) {
			return "Task's 'kill_policy.grace_period' must be non-negative";
		}
		if (task.getMaxCompletionTime().getNanoseconds() < 0) {
			return "Task's `max_completion_time` must be non-negative";
		}
		return null;
	}

	private static @Nullable String validateResources(TaskInfo task, Resources resources) {
		if (task.getResourcesCount() == 0) {
			return "Task uses no resources";
		}
		String error = prefixed("Task uses invalid resources: ",
				ResourceRules.validate(task.getResourcesList(), resources));
		if (error != null) {
			return error;
		}
		error = prefixed("Task uses duplicate persistence ID: ", ResourceRules.uniquePersistenceIds(resources));
		if (error == null) {
			error = prefixed("Invalid task resources: ", ResourceRules.singleRole(resources));
		}
		return (error != null) ? error
				: prefixed("Task mixes revocable and non-revocable resources: ", ResourceRules.revocability(resources));
	}

	private static @Nullable String validateLimits(TaskInfo task, Resources resources) {
		Map<String, Value.Scalar> limits = task.getLimitsMap();
		if (limits.isEmpty()) {
			return null;
		}
		Value.Scalar cpus = limits.get("cpus");
		Value.Scalar mem = limits.get("mem");
		if (limits.size() > ((cpus != null) ? 1 : 0) + ((mem != null) ? 1 : 0)) {
			return "Only cpus and mem may be included in a task's resource limits";
		}
		if (cpus != null) {
			if (!resources.names().contains("cpus")) {
				return "When a CPU limit is specified, a CPU request must also be specified";
			}
			if (cpus.getValue() < resources.amount("cpus").toDouble()) {
				return "The cpu limit must be greater than or equal to the cpu request";
			}
		}
		if (mem != null) {
			if (!resources.names().contains("mem")) {
				return "When a memory limit is specified, a memory request must also be specified";
			}
			if (!Double.isInfinite(mem.getValue())
					&& Math.floor(mem.getValue()) < Math.floor(resources.amount("mem").toDouble())) {
				return "The memory limit must be greater than or equal to the memory request";
			}
		}
		return null;
	}

	private @Nullable String validateExecutor(TaskInfo task, Resources own, Resources available) {
		if (task.hasExecutor() == task.hasCommand()) {
			return "Task should have at least one (but not both) of CommandInfo or ExecutorInfo present";
		}
		Resources total = own;
		if (task.hasExecutor()) {
			ExecutorInfo executor = task.getExecutor();
			String error = validateCustomExecutor(executor);
			if (error != null) {
				return error;
			}
			error = validateTogether(own, executor);
			if (error != null) {
				return error;
			}
			if (this.agent.executor(this.framework.key(), executor.getExecutorId().getValue()) == null) {
				total = total.plus(Resources.of(executor.getResourcesList()));
			}
		}
		if (!available.contains(total)) {
			return "Total resources " + total + " required by task and its executor is more than available "
					+ available;
		}
		return null;
	}

	private @Nullable String validateCustomExecutor(ExecutorInfo executor) {
		String error = validateExecutor(executor);
		if (error != null) {
			return error;
		}
		if (executor.hasType() && executor.getType() != ExecutorInfo.Type.CUSTOM) {
			return "'ExecutorInfo.type' must be 'CUSTOM'";
		}
		if (!executor.hasCommand()) {
			return "'ExecutorInfo.command' must be set";
		}
		Resources resources = Resources.of(executor.getResourcesList());
		if (!resources.shared().isEmpty()) {
			return "Executor resources " + resources + " should not contain any shared resources";
		}
		return validateNoSharedCgroups(executor);
	}

	static @Nullable String validateNoSharedCgroups(ExecutorInfo executor) {
		boolean shared = executor.getContainer().getLinuxInfo().hasShareCgroups()
				&& executor.getContainer().getLinuxInfo().getShareCgroups();
		return shared ? "The 'share_cgroups' field cannot be set to 'true' on executor containers" : null;
	}

	static boolean sharesCgroups(ContainerInfo container) {
		return !container.getLinuxInfo().hasShareCgroups() || container.getLinuxInfo().getShareCgroups();
	}

	/**
	 * Validate an executor of a task or a group.
	 * @param executor the executor
	 * @return the error or {@code null}
	 */
	@Nullable String validateExecutor(ExecutorInfo executor) {
		String error = validateType(executor);
		if (error == null) {
			error = IdRules.validate(executor.getExecutorId().getValue());
		}
		if (error == null && executor.getShutdownGracePeriod().getNanoseconds() < 0) {
			error = "ExecutorInfo's 'shutdown_grace_period' must be non-negative";
		}
		if (error == null && executor.hasCommand()) {
			error = prefixed("Executor's `CommandInfo` is invalid: ", CommandRules.command(executor.getCommand()));
		}
		if (error == null && executor.hasContainer()) {
			error = prefixed("Executor's `ContainerInfo` is invalid: ",
					CommandRules.container(executor.getContainer()));
		}
		if (error == null && !executor.hasFrameworkId()) {
			error = "'ExecutorInfo.framework_id' must be set";
		}
		if (error == null && !executor.getFrameworkId().equals(this.framework.id())) {
			error = "ExecutorInfo has an invalid FrameworkID (Actual: " + executor.getFrameworkId().getValue()
					+ " vs Expected: " + this.framework.key() + ")";
		}
		if (error == null) {
			error = validateExecutorResources(executor);
		}
		return (error != null) ? error : validateCompatible(executor);
	}

	private static @Nullable String validateType(ExecutorInfo executor) {
		return switch (executor.getType()) {
			case DEFAULT -> {
				if (executor.hasCommand()) {
					yield "'ExecutorInfo.command' must not be set for 'DEFAULT' executor";
				}
				if (!executor.hasContainer()) {
					yield null;
				}
				if (executor.getContainer().getType() != ContainerInfo.Type.MESOS) {
					yield "'ExecutorInfo.container.type' must be 'MESOS' for 'DEFAULT' executor";
				}
				yield executor.getContainer().getMesos().hasImage()
						? "'ExecutorInfo.container.mesos.image' must not be set for 'DEFAULT' executor" : null;
			}
			case CUSTOM -> executor.hasCommand() ? null : "'ExecutorInfo.command' must be set for 'CUSTOM' executor";
			case UNKNOWN -> null;
		};
	}

	private static @Nullable String validateExecutorResources(ExecutorInfo executor) {
		String error = prefixed("Executor uses invalid resources: ",
				ResourceRules.validate(executor.getResourcesList()));
		if (error != null) {
			return error;
		}
		Resources resources = Resources.of(executor.getResourcesList());
		error = prefixed("Executor uses duplicate persistence ID: ", ResourceRules.uniquePersistenceIds(resources));
		if (error == null) {
			error = prefixed("Invalid executor resources: ", ResourceRules.singleRole(resources));
		}
		return (error != null) ? error : prefixed("Executor mixes revocable and non-revocable resources: ",
				ResourceRules.revocability(resources));
	}

	private @Nullable String validateCompatible(ExecutorInfo executor) {
		ExecutorInfo known = this.agent.executor(this.framework.key(), executor.getExecutorId().getValue());
		if (known == null || known.equals(executor)) {
			return null;
		}
		return "ExecutorInfo is not compatible with existing ExecutorInfo with same ExecutorID.\n" + LINE
				+ "Existing ExecutorInfo:\n" + text(known) + "\n" + LINE + "ExecutorInfo:\n" + text(executor) + "\n"
				+ LINE;
	}

	/** The text format as C++ writes it: numbers without superfluous digits. */
	private static String text(ExecutorInfo executor) {
		String text = TextFormat.printer().escapingNonAscii(true).printToString(executor);
		return NUMBER.matcher(text)
			.replaceAll((match) -> match.group(1) + Numbers.print(Double.parseDouble(match.group(2))));
	}

	private static @Nullable String validateTogether(Resources own, ExecutorInfo info) {
		Resources executor = Resources.of(info.getResourcesList());
		Resources total = own.plus(executor);
		String error = prefixed("Task and its executor use invalid resources: ",
				ResourceRules.validate(total.toList()));
		if (error != null) {
			return error;
		}
		if (ResourceRules.overlap(List.of(own, executor))) {
			return "There are overlapping resources in the task resources " + own + " and executor resources "
					+ executor;
		}
		error = prefixed("Task and its executor use duplicate persistence ID: ",
				ResourceRules.uniquePersistenceIds(total));
		return (error != null) ? error : prefixed("Task and its executor mix revocable and non-revocable resources: ",
				ResourceRules.revocability(total));
	}

	static boolean isAtLeast(Resources resources, String name, double minimum) {
		return resources.names().contains(name) && resources.amount(name).compareTo(Amount.of(minimum)) >= 0;
	}

	private static @Nullable String prefixed(String prefix, @Nullable String error) {
		return (error != null) ? prefix + error : null;
	}

}
