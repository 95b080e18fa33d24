package io.mesosframework.embedded.master.state;

import java.util.ArrayList;
import java.util.List;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.CheckStatusInfo;
import org.apache.mesos.v1.Protos.ContainerStatus;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.resource.Resources;
import io.mesosframework.embedded.wire.TaskMessages;

/**
 * A task as the master knows it.
 *
 * @since 0.1.0
 */
public final class TaskRecord {

	private final Task base;

	private final Resources resources;

	private final List<TaskStatus> statuses = new ArrayList<>(2);

	private TaskState state;

	private boolean released;

	private @Nullable TaskState statusUpdateState;

	private @Nullable ByteString statusUpdateUuid;

	private TaskRecord(Task base, Resources resources) {
		this.base = base;
		this.resources = resources;
		this.state = base.getState();
	}

	/**
	 * A task that is being launched.
	 * @param info the task
	 * @param resources its resources
	 * @param frameworkId its framework
	 * @return the record
	 */
	public static TaskRecord staging(TaskInfo info, Resources resources, FrameworkID frameworkId) {
		return new TaskRecord(TaskMessages.create(info, TaskState.TASK_STAGING, frameworkId), resources);
	}

	/**
	 * A task that an agent has reported.
	 * @param task the task
	 * @return the record
	 */
	public static TaskRecord reported(Task task) {
		TaskRecord record = new TaskRecord(
				task.toBuilder().clearStatuses().clearStatusUpdateState().clearStatusUpdateUuid().build(),
				Resources.of(task.getResourcesList()));
		record.statuses.addAll(task.getStatusesList());
		if (task.hasStatusUpdateState()) {
			record.statusUpdateState = task.getStatusUpdateState();
		}
		if (task.hasStatusUpdateUuid()) {
			record.statusUpdateUuid = task.getStatusUpdateUuid();
		}
		return record;
	}

	public String id() {
		return this.base.getTaskId().getValue();
	}

	public Task info() {
		return this.base;
	}

	public String frameworkId() {
		return this.base.getFrameworkId().getValue();
	}

	public String agentId() {
		return this.base.getAgentId().getValue();
	}

	public Resources resources() {
		return this.resources;
	}

	public TaskState state() {
		return this.state;
	}

	public void state(TaskState state) {
		this.state = state;
	}

	/**
	 * The resources are free from now on.
	 * @return {@code false} when they were free already
	 */
	public boolean release() {
		boolean first = !this.released;
		this.released = true;
		return first;
	}

	/** The state that was last forwarded reliably, else the latest one. */
	public TaskState forwardedState() {
		return (this.statusUpdateState != null) ? this.statusUpdateState : this.state;
	}

	public @Nullable TaskState statusUpdateState() {
		return this.statusUpdateState;
	}

	public @Nullable ByteString statusUpdateUuid() {
		return this.statusUpdateUuid;
	}

	public void forwarded(TaskState state, ByteString uuid) {
		this.statusUpdateState = state;
		this.statusUpdateUuid = uuid;
	}

	/**
	 * Remember a status; a status of the same state as the last one replaces it.
	 * @param status the status
	 * @return whether the state is another one
	 */
	public boolean add(TaskStatus status) {
		int last = this.statuses.size() - 1;
		boolean same = last >= 0 && this.statuses.get(last).getState() == status.getState();
		if (same) {
			this.statuses.remove(last);
		}
		this.statuses.add(status.hasData() ? status.toBuilder().clearData().build() : status);
		return !same;
	}

	public @Nullable Boolean healthy() {
		TaskStatus last = last();
		return (last != null && last.hasHealthy()) ? last.getHealthy() : null;
	}

	@Nullable CheckStatusInfo checkStatus() {
		TaskStatus last = last();
		return (last != null && last.hasCheckStatus()) ? last.getCheckStatus() : null;
	}

	@Nullable ContainerStatus containerStatus() {
		for (int i = this.statuses.size() - 1; i >= 0; i--) {
			if (this.statuses.get(i).hasContainerStatus()) {
				return this.statuses.get(i).getContainerStatus();
			}
		}
		return null;
	}

	public boolean runsOn(ExecutorInfo executor, String agentId) {
		return this.base.getExecutorId().equals(executor.getExecutorId()) && this.base.hasExecutorId()
				&& agentId().equals(agentId);
	}

	public Task toProto() {
		Task.Builder builder = this.base.toBuilder().setState(this.state).addAllStatuses(this.statuses);
		if (this.statusUpdateState != null) {
			builder.setStatusUpdateState(this.statusUpdateState);
		}
		if (this.statusUpdateUuid != null) {
			builder.setStatusUpdateUuid(this.statusUpdateUuid);
		}
		return builder.build();
	}

	private @Nullable TaskStatus last() {
		return this.statuses.isEmpty() ? null : this.statuses.get(this.statuses.size() - 1);
	}

}
