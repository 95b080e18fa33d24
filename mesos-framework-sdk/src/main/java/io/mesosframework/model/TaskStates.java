package io.mesosframework.model;

import org.apache.mesos.v1.Protos.TaskState;

/**
 * What the states of tasks mean ({@code src/common/protobuf_utils.cpp} of Mesos).
 *
 * @since 0.1.0
 */
public final class TaskStates {

	private TaskStates() {
	}

	/**
	 * Whether a task has ended. {@code TASK_UNREACHABLE} and {@code TASK_UNKNOWN} are no
	 * ends; a task which is {@code TASK_LOST} may come back after a network partition.
	 * @param state the state
	 * @return {@code true} if the master counts it as an end
	 */
	public static boolean isTerminal(TaskState state) {
		return switch (state) {
			case TASK_FINISHED, TASK_FAILED, TASK_KILLED, TASK_ERROR, TASK_LOST, TASK_DROPPED, TASK_GONE,
					TASK_GONE_BY_OPERATOR ->
				true;
			case TASK_STAGING, TASK_STARTING, TASK_RUNNING, TASK_KILLING, TASK_UNREACHABLE, TASK_UNKNOWN -> false;
		};
	}

}
