package io.mesosframework.embedded.agent;

import java.util.ArrayList;
import java.util.List;

import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.executor.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.wire.ToAgent;

/**
 * Kills tasks, one by one or all of them for a drain.
 */
final class TaskKiller {

	private final AgentState state;

	private final StatusUpdates updates;

	private final ExecutorLifecycle executors;

	TaskKiller(AgentState state, StatusUpdates updates, ExecutorLifecycle executors) {
		this.state = state;
		this.updates = updates;
		this.executors = executors;
	}

	/**
	 * Kill a task as its framework wants it.
	 * @param message what the master says
	 */
	void kill(ToAgent.KillTask message) {
		AgentFramework framework = this.state.framework(message.frameworkId());
		if (framework == null || framework.terminating) {
			return;
		}
		AgentExecutor executor = framework.executorOf(message.taskId());
		if (executor == null) {
			this.updates.fromAgent(framework, message.taskId(), framework.state(TaskState.TASK_DROPPED),
					TaskStatus.Reason.REASON_EXECUTOR_TERMINATED, "Cannot find executor", null);
			return;
		}
		kill(framework, executor, message.taskId(), message.killPolicy());
	}

	/**
	 * Kill all tasks, with grace periods that are not longer than the drain allows.
	 * @param config the drain
	 */
	void drain(DrainConfig config) {
		if (this.state.frameworks.isEmpty()) {
			return;
		}
		this.state.drain = config;
		this.state.drainStart = this.state.loop.now();
		for (AgentFramework framework : List.copyOf(this.state.frameworks.values())) {
			for (AgentExecutor executor : List.copyOf(framework.executors.values())) {
				for (Task task : List.copyOf(executor.launched.values())) {
					kill(framework, executor, task.getTaskId(),
							shorter(config, task.hasKillPolicy() ? task.getKillPolicy() : null));
				}
				for (TaskInfo task : new ArrayList<>(executor.queued.values())) {
					kill(framework, executor, task.getTaskId(),
							shorter(config, task.hasKillPolicy() ? task.getKillPolicy() : null));
				}
			}
		}
	}

	private static @Nullable KillPolicy shorter(DrainConfig config, @Nullable KillPolicy policy) {
		if (!config.hasMaxGracePeriod()) {
			return null;
		}
		long limit = config.getMaxGracePeriod().getNanoseconds();
		boolean longer = policy == null || !policy.hasGracePeriod() || limit < policy.getGracePeriod().getNanoseconds();
		return longer ? KillPolicy.newBuilder().setGracePeriod(config.getMaxGracePeriod()).build() : null;
	}

	private void kill(AgentFramework framework, AgentExecutor executor, TaskID taskId, @Nullable KillPolicy policy) {
		switch (executor.state) {
			case REGISTERING -> killQueued(framework, executor, taskId,
					"A task within the task group was killed before delivery to the executor");
			case RUNNING -> {
				if (executor.queued.containsKey(taskId.getValue())) {
					killQueued(framework, executor, taskId, "Killed before delivery to the executor");
					if (!executor.everSentTask() && executor.queued.isEmpty()) {
						this.executors.shutdown(framework, executor);
					}
					return;
				}
				Event.Kill.Builder kill = Event.Kill.newBuilder().setTaskId(taskId);
				if (policy != null) {
					kill.setKillPolicy(policy);
				}
				executor.send(Event.newBuilder().setType(Event.Type.KILL).setKill(kill).build());
			}
			default -> {
				// The executor is ending, and its tasks with it.
			}
		}
	}

	private void killQueued(AgentFramework framework, AgentExecutor executor, TaskID taskId, String groupMessage) {
		TaskGroupInfo group = executor.queuedGroup(taskId.getValue());
		List<TaskID> victims = (group != null) ? group.getTasksList().stream().map(TaskInfo::getTaskId).toList()
				: List.of(taskId);
		String message = (group != null) ? groupMessage : "Killed before delivery to the executor";
		victims.forEach((victim) -> this.updates.fromAgent(framework, victim, TaskState.TASK_KILLED,
				TaskStatus.Reason.REASON_TASK_KILLED_DURING_LAUNCH, message, executor.executorId()));
	}

}
