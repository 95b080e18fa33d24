package io.mesosframework.embedded.wire;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;

/**
 * Facts about tasks ({@code src/common/protobuf_utils.cpp}).
 *
 * @since 0.1.0
 */
public final class TaskMessages {

	private TaskMessages() {
	}

	/**
	 * Return whether a task in a state has ended for the agent.
	 * @param state the state
	 * @return {@code true} when nothing can follow
	 */
	public static boolean isTerminal(TaskState state) {
		return switch (state) {
			case TASK_FINISHED, TASK_FAILED, TASK_KILLED, TASK_ERROR, TASK_LOST, TASK_DROPPED, TASK_GONE,
					TASK_GONE_BY_OPERATOR ->
				true;
			default -> false;
		};
	}

	/**
	 * Create the record of a task.
	 * @param info the task
	 * @param state its state
	 * @param frameworkId its framework
	 * @return the record
	 */
	public static Task create(TaskInfo info, TaskState state, FrameworkID frameworkId) {
		Task.Builder task = Task.newBuilder()
			.setName(info.getName())
			.setTaskId(info.getTaskId())
			.setFrameworkId(frameworkId)
			.setAgentId(info.getAgentId())
			.setState(state)
			.addAllResources(info.getResourcesList())
			.putAllLimits(info.getLimitsMap());
		if (info.hasExecutor()) {
			task.setExecutorId(info.getExecutor().getExecutorId());
		}
		if (info.hasLabels()) {
			task.setLabels(info.getLabels());
		}
		if (info.hasDiscovery()) {
			task.setDiscovery(info.getDiscovery());
		}
		if (info.hasContainer()) {
			task.setContainer(info.getContainer());
		}
		if (info.hasHealthCheck()) {
			task.setHealthCheck(info.getHealthCheck());
		}
		if (info.hasKillPolicy()) {
			task.setKillPolicy(info.getKillPolicy());
		}
		if (info.hasCommand() && info.getCommand().hasUser()) {
			task.setUser(info.getCommand().getUser());
		}
		else if (info.hasExecutor() && info.getExecutor().getCommand().hasUser()) {
			task.setUser(info.getExecutor().getCommand().getUser());
		}
		return task.build();
	}

}
