package io.mesosframework.embedded.test;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;

import io.mesosframework.embedded.ClusterState;

/**
 * Assertions on one task, as the leading master knows it.
 *
 * @since 0.1.0
 */
public final class TaskAssert {

	private static final Set<TaskState> ACTIVE = EnumSet.of(TaskState.TASK_STAGING, TaskState.TASK_STARTING,
			TaskState.TASK_RUNNING, TaskState.TASK_KILLING);

	private final ClusterAssert cluster;

	private final String taskId;

	TaskAssert(ClusterAssert cluster, String taskId) {
		this.cluster = cluster;
		this.taskId = taskId;
	}

	static long active(ClusterState state) {
		return state.tasks().stream().filter((task) -> ACTIVE.contains(task.getState())).count();
	}

	/**
	 * Assert the state.
	 * @param states the states of which it must have one
	 * @return the assertions on the cluster
	 */
	public ClusterAssert inState(TaskState... states) {
		List<TaskState> wanted = Arrays.asList(states);
		return this.cluster.check(() -> wanted.contains(state()),
				() -> "to have task '" + this.taskId + "' in state " + wanted + " but it is in state " + state(),
				(entry) -> entry.summary().contains(this.taskId));
	}

	private TaskState state() {
		return this.cluster.cluster().state().task(this.taskId).map(Task::getState).orElse(TaskState.TASK_UNKNOWN);
	}

}
