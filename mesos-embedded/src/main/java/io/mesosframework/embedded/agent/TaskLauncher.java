package io.mesosframework.embedded.agent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.embedded.resource.Resources;
import io.mesosframework.embedded.wire.ToMaster;

/**
 * Launches tasks and task groups: drops them when they cannot be, starts their executor
 * when there is none, and queues them for it ({@code src/slave/slave.cpp}).
 */
final class TaskLauncher {

	private static final Logger logger = LoggerFactory.getLogger(TaskLauncher.class);

	private final AgentState state;

	private final Containers containers;

	private final StatusUpdates updates;

	private final ExecutorLifecycle executors;

	private final Completion completion;

	private final BuiltInExecutors builtIns;

	private final @Nullable ExecutorTokens tokens;

	TaskLauncher(AgentState state, Containers containers, StatusUpdates updates, ExecutorLifecycle executors,
			Completion completion, BuiltInExecutors builtIns) {
		this.state = state;
		this.containers = containers;
		this.updates = updates;
		this.executors = executors;
		this.completion = completion;
		this.builtIns = builtIns;
		String key = state.options.jwtSecretKey();
		this.tokens = (key != null) ? new ExecutorTokens(key) : null;
	}

	/**
	 * Launch a task.
	 * @param framework its framework
	 * @param task the task
	 * @param launchExecutor whether the master expects its executor to be started
	 */
	void run(FrameworkInfo framework, TaskInfo task, boolean launchExecutor) {
		run(new Launch(framework, ExecutorInfos.of(framework, task), List.of(task), null, launchExecutor));
	}

	/**
	 * Launch a task group.
	 * @param framework its framework
	 * @param executor its executor
	 * @param group the tasks
	 * @param launchExecutor whether the master expects the executor to be started
	 */
	void run(FrameworkInfo framework, ExecutorInfo executor, TaskGroupInfo group, boolean launchExecutor) {
		if (group.getTasksCount() > 0) {
			run(new Launch(framework, executor, group.getTasksList(), group, launchExecutor));
		}
	}

	private void run(Launch launch) {
		if (launch.tasks.stream().anyMatch((task) -> !task.getAgentId().equals(this.state.id))) {
			logger.warn("Ignoring tasks for the previous agent id {}", launch.tasks.get(0).getAgentId());
			return;
		}
		AgentFramework framework = this.state.framework(launch.framework.getId());
		if (framework == null) {
			framework = new AgentFramework(launch.framework);
			this.state.frameworks.put(framework.id(), framework);
		}
		if (framework.terminating) {
			exited(launch);
			return;
		}
		Rejection rejection = reject(launch, framework.executor(launch.executor.getExecutorId()));
		if (rejection != null) {
			drop(framework, launch, rejection);
			return;
		}
		AgentExecutor executor = framework.executor(launch.executor.getExecutorId());
		if (executor == null) {
			executor = start(framework, launch);
		}
		deliver(framework, executor, launch);
	}

	private @Nullable Rejection reject(Launch launch, @Nullable AgentExecutor executor) {
		if (this.state.drain != null) {
			return new Rejection(TaskStatus.Reason.REASON_AGENT_DRAINING,
					"Task was received while agent was already draining", true);
		}
		if (usesUnknown(launch.tasks.stream().flatMap((task) -> task.getResourcesList().stream()).toList())) {
			return new Rejection(TaskStatus.Reason.REASON_RESOURCES_UNKNOWN,
					"The checkpointed resources being used by the task or task group are unknown to the agent", true);
		}
		if (usesUnknown(launch.executor.getResourcesList())) {
			return new Rejection(TaskStatus.Reason.REASON_RESOURCES_UNKNOWN,
					"The checkpointed resources being used by the executor are unknown to the agent", true);
		}
		if (launch.isCommand()) {
			return (executor == null) ? null : new Rejection(TaskStatus.Reason.REASON_TASK_INVALID,
					"Cannot reuse an already existing executor for a command task", false);
		}
		if (launch.launchExecutor && executor != null) {
			return new Rejection(TaskStatus.Reason.REASON_EXECUTOR_TERMINATED,
					"Master wants to launch executor, but one already exists", false);
		}
		if (!launch.launchExecutor && executor == null) {
			return new Rejection(TaskStatus.Reason.REASON_EXECUTOR_TERMINATED,
					"No executor is expected to launch and there is none running", false);
		}
		return null;
	}

	/** Dynamic reservations and volumes have to be those of the agent's total. */
	private boolean usesUnknown(List<Resource> resources) {
		List<Resource> checkpointed = resources.stream().filter(TaskLauncher::isCheckpointed).toList();
		if (checkpointed.isEmpty()) {
			return false;
		}
		Resources total = Resources.of(this.state.total);
		return Resources.of(checkpointed)
			.unallocate()
			.toList()
			.stream()
			.anyMatch((resource) -> !total.contains(resource));
	}

	private static boolean isCheckpointed(Resource resource) {
		return Sandboxes.isVolume(resource) || resource.getReservationsList()
			.stream()
			.anyMatch((one) -> one.getType() == Resource.ReservationInfo.Type.DYNAMIC);
	}

	private void drop(AgentFramework framework, Launch launch, Rejection rejection) {
		TaskState dropped = framework.state(TaskState.TASK_DROPPED);
		AgentExecutor executor = framework.executor(launch.executor.getExecutorId());
		launch.tasks.forEach((task) -> this.updates.fromAgent(framework, task.getTaskId(), dropped, rejection.reason,
				rejection.message, launch.executor.getExecutorId()));
		if (rejection.exited) {
			exited(launch);
		}
		else if (executor != null && !launch.isCommand()) {
			if (executor.state == AgentExecutor.State.TERMINATED) {
				exited(launch);
			}
			else {
				this.executors.shutdown(framework, executor);
			}
		}
		this.completion.check(framework);
	}

	/** The master counts on an executor that will never be. */
	private void exited(Launch launch) {
		if (launch.launchExecutor && !launch.isCommand()) {
			this.state.send(new ToMaster.ExitedExecutor(launch.framework.getId(), launch.executor.getExecutorId(), -1));
		}
	}

	private AgentExecutor start(AgentFramework framework, Launch launch) {
		ContainerID containerId = ContainerID.newBuilder().setValue(UUID.randomUUID().toString()).build();
		Path sandbox = Sandboxes.executor(this.state.options.workDir(), this.state.requireId().getValue(),
				framework.id(), launch.executor.getExecutorId().getValue(), containerId.getValue());
		boolean checkpoint = framework.info.getCheckpoint();
		AgentExecutor executor = new AgentExecutor(launch.executor, framework.frameworkId(), containerId, sandbox,
				launch.isCommand(), checkpoint);
		framework.executors.put(executor.id(), executor);
		String token = (this.tokens != null) ? this.tokens.create(framework.id(), executor.id(), containerId.getValue())
				: null;
		Map<String, String> environment = ExecutorEnvironment.of(this.state, launch.executor, sandbox, checkpoint,
				token);
		CommandInfo command = launch.executor.getCommand();
		String user = command.hasUser() ? command.getUser() : framework.info.getUser();
		List<Resource> resources = new ArrayList<>(launch.executor.getResourcesList());
		launch.tasks.forEach((task) -> resources.addAll(task.getResourcesList()));
		BuiltInExecutor builtIn = this.builtIns.create(framework.info, executor, environment, user);
		this.containers.launch(new ContainerSpec(containerId, launch.executor,
				launch.isCommand() ? launch.tasks.get(0) : null, resources, sandbox, environment, user, builtIn));
		this.executors.awaitRegistration(executor);
		return executor;
	}

	private void deliver(AgentFramework framework, AgentExecutor executor, Launch launch) {
		switch (executor.state) {
			case TERMINATING, TERMINATED -> {
				String message = (executor.state == AgentExecutor.State.TERMINATING) ? "Executor terminating"
						: "Executor terminated";
				launch.tasks.forEach((task) -> this.updates.fromAgent(framework, task.getTaskId(),
						framework.state(TaskState.TASK_DROPPED), TaskStatus.Reason.REASON_EXECUTOR_TERMINATED, message,
						null));
			}
			default -> {
				if (launch.group != null) {
					executor.enqueue(launch.group);
				}
				else {
					launch.tasks.forEach(executor::enqueue);
				}
				if (executor.state == AgentExecutor.State.RUNNING) {
					publish(executor, launch);
				}
			}
		}
	}

	/** Let the executor see the new tasks, once their volumes are in its sandbox. */
	private void publish(AgentExecutor executor, Launch launch) {
		Set<Resource> volumes = new HashSet<>();
		launch.tasks
			.forEach((task) -> task.getResourcesList().stream().filter(Sandboxes::isVolume).forEach(volumes::add));
		Runnable delivery = () -> this.executors.deliver(executor, (launch.group == null) ? launch.tasks : List.of(),
				(launch.group != null) ? List.of(launch.group) : List.of());
		if (volumes.isEmpty()) {
			delivery.run();
		}
		else {
			this.builtIns.linkVolumes(List.copyOf(volumes), executor.directory, delivery);
		}
	}

	/**
	 * A launch as the master wants it.
	 *
	 * @param framework the framework
	 * @param executor the executor
	 * @param tasks the tasks
	 * @param group the group, if they are one
	 * @param launchExecutor whether the executor has to be started
	 */
	private record Launch(FrameworkInfo framework, ExecutorInfo executor, List<TaskInfo> tasks,
			@Nullable TaskGroupInfo group, boolean launchExecutor) {

		private boolean isCommand() {
			return this.group == null && !this.tasks.get(0).hasExecutor();
		}

	}

	/**
	 * Why tasks are dropped.
	 *
	 * @param reason the reason
	 * @param message the text
	 * @param exited whether the master has to be told that no executor was started
	 */
	private record Rejection(TaskStatus.Reason reason, String message, boolean exited) {
	}

}
