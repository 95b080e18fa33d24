package io.mesosframework.embedded.agent;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.executor.Protos.Call;
import org.apache.mesos.v1.executor.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.process.WaitStatus;
import io.mesosframework.embedded.resource.Durations;
import io.mesosframework.embedded.wire.ToMaster;

/**
 * Lifecycle of executors on the side of the agent: subscription, delivery of tasks,
 * shutdown and termination ({@code src/slave/slave.cpp}).
 */
final class ExecutorLifecycle {

	private static final Event SHUTDOWN = Event.newBuilder().setType(Event.Type.SHUTDOWN).build();

	private final AgentState state;

	private final Containers containers;

	private final StatusUpdates updates;

	private final Completion completion;

	ExecutorLifecycle(AgentState state, Containers containers, StatusUpdates updates, Completion completion) {
		this.state = state;
		this.containers = containers;
		this.updates = updates;
		this.completion = completion;
	}

	/**
	 * Let an executor subscribe, for the first time or again. The connection gets
	 * SUBSCRIBED and what is queued, or SHUTDOWN and its end.
	 * @param framework the framework
	 * @param executor the executor
	 * @param connection the new connection
	 * @param subscribe what is not acknowledged
	 */
	void subscribe(AgentFramework framework, AgentExecutor executor, ExecutorConnection connection,
			Call.Subscribe subscribe) {
		boolean ending = this.state.phase == AgentState.Phase.TERMINATING || framework.terminating
				|| executor.state == AgentExecutor.State.TERMINATING
				|| executor.state == AgentExecutor.State.TERMINATED;
		if (ending) {
			connection.send(SHUTDOWN);
			connection.close();
			return;
		}
		if (executor.connection != null && executor.connection != connection) {
			executor.connection.close();
		}
		executor.state = AgentExecutor.State.RUNNING;
		executor.connection = connection;
		// As in Mesos, updates are handled after the answer to the subscription.
		subscribe.getUnacknowledgedUpdatesList()
			.forEach((update) -> this.state.loop
				.execute(() -> this.updates.fromExecutor(framework.frameworkId(), update.getStatus())));
		dropUnknown(framework, executor, subscribe.getUnacknowledgedTasksList());
		if (!executor.everSentTask() && executor.queued.isEmpty()) {
			shutdown(framework, executor);
			return;
		}
		executor.send(Event.newBuilder()
			.setType(Event.Type.SUBSCRIBED)
			.setSubscribed(Event.Subscribed.newBuilder()
				.setExecutorInfo(executor.info)
				.setFrameworkInfo(framework.info)
				.setAgentInfo(this.state.info())
				.setContainerId(executor.containerId))
			.build());
		List<TaskGroupInfo> groups = List.copyOf(executor.queuedGroups);
		Set<String> grouped = new HashSet<>();
		groups.forEach((group) -> group.getTasksList().forEach((task) -> grouped.add(task.getTaskId().getValue())));
		List<TaskInfo> single = executor.queued.values()
			.stream()
			.filter((task) -> !grouped.contains(task.getTaskId().getValue()))
			.toList();
		deliver(executor, single, groups);
	}

	private void dropUnknown(AgentFramework framework, AgentExecutor executor, List<TaskInfo> known) {
		Set<TaskID> ids = new HashSet<>();
		known.forEach((task) -> ids.add(task.getTaskId()));
		for (Task task : List.copyOf(executor.launched.values())) {
			if (task.getState() == TaskState.TASK_STAGING && !ids.contains(task.getTaskId())) {
				this.updates.fromAgent(framework, task.getTaskId(), framework.state(TaskState.TASK_DROPPED),
						TaskStatus.Reason.REASON_AGENT_RESTARTED, "Task launched during agent restart",
						executor.executorId());
			}
		}
	}

	/**
	 * Hand queued tasks over to their executor.
	 * @param executor the executor
	 * @param tasks single tasks
	 * @param groups task groups
	 */
	void deliver(AgentExecutor executor, List<TaskInfo> tasks, List<TaskGroupInfo> groups) {
		if (executor.state != AgentExecutor.State.RUNNING) {
			return;
		}
		for (TaskInfo task : tasks) {
			if (executor.dequeue(task.getTaskId().getValue()) != null) {
				executor.launch(task);
				executor.send(Event.newBuilder()
					.setType(Event.Type.LAUNCH)
					.setLaunch(Event.Launch.newBuilder().setTask(task))
					.build());
			}
		}
		for (TaskGroupInfo group : groups) {
			if (group.getTasksList()
				.stream()
				.anyMatch((task) -> !executor.queued.containsKey(task.getTaskId().getValue()))) {
				continue;
			}
			group.getTasksList().forEach((task) -> {
				executor.dequeue(task.getTaskId().getValue());
				executor.launch(task);
			});
			executor.send(Event.newBuilder()
				.setType(Event.Type.LAUNCH_GROUP)
				.setLaunchGroup(Event.LaunchGroup.newBuilder().setTaskGroup(group))
				.build());
		}
	}

	/**
	 * Tell an executor to shut down, and kill it when it takes too long.
	 * @param framework the framework
	 * @param executor the executor
	 */
	void shutdown(AgentFramework framework, AgentExecutor executor) {
		if (executor.state == AgentExecutor.State.TERMINATING || executor.state == AgentExecutor.State.TERMINATED) {
			return;
		}
		executor.state = AgentExecutor.State.TERMINATING;
		executor.send(SHUTDOWN);
		this.state.schedule(ExecutorEnvironment.shutdownGrace(this.state, executor.info), () -> {
			if (executor.state == AgentExecutor.State.TERMINATING) {
				this.containers.destroy(executor.containerId);
			}
		});
	}

	/**
	 * Shut all executors of a framework down; no update of it goes out any more.
	 * @param framework the framework
	 */
	void shutdown(AgentFramework framework) {
		if (framework.terminating) {
			return;
		}
		framework.terminating = true;
		for (AgentExecutor executor : List.copyOf(framework.executors.values())) {
			if (executor.state == AgentExecutor.State.TERMINATED) {
				this.completion.check(framework, executor);
			}
			else {
				shutdown(framework, executor);
			}
		}
		this.updates.forget(framework.id());
		this.completion.check(framework);
	}

	/**
	 * Give a new executor some time to subscribe.
	 * @param executor the executor
	 */
	void awaitRegistration(AgentExecutor executor) {
		Duration timeout = this.state.options.timeouts().executorRegistration();
		this.state.schedule(timeout, () -> {
			if (executor.state == AgentExecutor.State.REGISTERING) {
				expire(executor,
						new Termination(TaskState.TASK_FAILED, TaskStatus.Reason.REASON_EXECUTOR_REGISTRATION_TIMEOUT,
								"Executor did not register within " + Durations.print(timeout)));
			}
		});
	}

	/**
	 * End an executor that did not come back after a restart of the agent.
	 * @param framework the framework
	 * @param executor the executor
	 */
	void reregistrationTimeout(AgentFramework framework, AgentExecutor executor) {
		Duration timeout = this.state.options.timeouts().executorReregistration();
		expire(executor,
				new Termination(framework.state(TaskState.TASK_GONE),
						TaskStatus.Reason.REASON_EXECUTOR_REREGISTRATION_TIMEOUT,
						"Executor did not reregister within " + Durations.print(timeout)));
	}

	private void expire(AgentExecutor executor, Termination termination) {
		executor.state = AgentExecutor.State.TERMINATING;
		executor.pendingTermination = termination;
		if (this.containers.isAlive(executor.containerId)) {
			this.containers.destroy(executor.containerId);
		}
		else {
			AgentFramework framework = this.state.framework(executor.frameworkId);
			if (framework != null) {
				terminated(framework, executor, null);
			}
		}
	}

	/**
	 * A container could not be started; its end follows.
	 * @param containerId the container
	 * @param message why
	 */
	void launchFailed(ContainerID containerId, String message) {
		AgentExecutor executor = find(containerId);
		if (executor != null) {
			executor.pendingTermination = new Termination(TaskState.TASK_FAILED,
					TaskStatus.Reason.REASON_CONTAINER_LAUNCH_FAILED, "Failed to launch container: " + message);
		}
	}

	/**
	 * No containerizer takes a container; its end follows.
	 * @param containerId the container
	 */
	void unsupported(ContainerID containerId) {
		AgentExecutor executor = find(containerId);
		if (executor != null) {
			executor.pendingTermination = new Termination(TaskState.TASK_FAILED,
					TaskStatus.Reason.REASON_EXECUTOR_TERMINATED, "Abnormal executor termination: unknown container");
		}
	}

	/**
	 * A container has ended, and with it the tasks of its executor.
	 * @param containerId the container
	 * @param status the status of the executor, if there was one
	 */
	void terminated(ContainerID containerId, @Nullable WaitStatus status) {
		AgentExecutor executor = find(containerId);
		AgentFramework framework = (executor != null) ? this.state.framework(executor.frameworkId) : null;
		if (executor != null && framework != null) {
			terminated(framework, executor, status);
		}
	}

	private void terminated(AgentFramework framework, AgentExecutor executor, @Nullable WaitStatus status) {
		if (executor.state == AgentExecutor.State.TERMINATED) {
			return;
		}
		executor.state = AgentExecutor.State.TERMINATED;
		if (executor.connection != null) {
			executor.connection.close();
			executor.connection = null;
		}
		if (!executor.commandTask) {
			this.state.send(new ToMaster.ExitedExecutor(framework.frameworkId(), executor.executorId(),
					(status != null) ? status.raw() : -1));
		}
		if (!framework.terminating) {
			Termination termination = (executor.pendingTermination != null) ? executor.pendingTermination
					: new Termination(TaskState.TASK_FAILED, TaskStatus.Reason.REASON_EXECUTOR_TERMINATED,
							"Executor terminated");
			List<TaskID> victims = List.copyOf(executor.launched.values()).stream().map(Task::getTaskId).toList();
			List<TaskID> waiting = List.copyOf(executor.queued.values()).stream().map(TaskInfo::getTaskId).toList();
			victims.forEach((taskId) -> fail(framework, executor, taskId, termination));
			waiting.forEach((taskId) -> fail(framework, executor, taskId, termination));
		}
		this.completion.check(framework, executor);
	}

	private void fail(AgentFramework framework, AgentExecutor executor, TaskID taskId, Termination termination) {
		this.updates.fromAgent(framework, taskId, termination.state(), termination.reason(), termination.message(),
				executor.executorId());
	}

	private @Nullable AgentExecutor find(ContainerID containerId) {
		for (AgentExecutor executor : this.state.executors()) {
			if (executor.containerId.equals(containerId)) {
				return executor;
			}
		}
		return null;
	}

}
