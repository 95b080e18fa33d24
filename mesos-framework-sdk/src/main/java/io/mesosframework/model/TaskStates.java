package io.mesosframework.model;

import org.apache.mesos.v1.Protos.TaskState;

/**
 * Interprets the states of tasks ({@code src/common/protobuf_utils.cpp} of Mesos).
 *
 * @since 0.1.0
 */
public final class TaskStates {

	private TaskStates() {
	}

	/**
	 * Return whether a state is terminal. {@code TASK_UNREACHABLE} and
	 * {@code TASK_UNKNOWN} are not terminal; a task in the state {@code TASK_LOST} may
	 * return after a network partition.
	 * @param state the state
	 * @return {@code true} if the master considers it terminal
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
