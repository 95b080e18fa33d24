package io.mesosframework.embedded.master.state;

import java.time.Instant;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;

/**
 * Makes the statuses which come from the master itself. They have no {@code uuid} and
 * need no acknowledgement.
 *
 * @since 0.1.0
 */
public final class Statuses {

	private static final double NANOS = 1e9;

	private final Loop loop;

	public Statuses(Loop loop) {
		this.loop = loop;
	}

	public TaskStatus of(TaskID taskId, @Nullable AgentID agentId, TaskState state, TaskStatus.Reason reason,
			String message) {
		TaskStatus.Builder builder = TaskStatus.newBuilder()
			.setTaskId(taskId)
			.setState(state)
			.setSource(TaskStatus.Source.SOURCE_MASTER)
			.setReason(reason)
			.setMessage(message)
			.setTimestamp(seconds(this.loop.now()));
		if (agentId != null) {
			builder.setAgentId(agentId);
		}
		return builder.build();
	}

	/**
	 * A new status of a known task.
	 * @param task the task
	 * @param state the state
	 * @param reason the reason
	 * @param message the message
	 * @return the status
	 */
	public TaskStatus of(TaskRecord task, TaskState state, TaskStatus.Reason reason, String message) {
		TaskStatus status = of(task.info().getTaskId(), task.info().getAgentId(), state, reason, message);
		return task.info().hasExecutorId() ? status.toBuilder().setExecutorId(task.info().getExecutorId()).build()
				: status;
	}

	/**
	 * The present status of a known task, with all that is known of it.
	 * @param task the task
	 * @param state the state
	 * @param reason the reason
	 * @param message the message
	 * @return the status
	 */
	public TaskStatus snapshot(TaskRecord task, TaskState state, TaskStatus.Reason reason, String message) {
		TaskStatus.Builder builder = of(task, state, reason, message).toBuilder();
		if (task.healthy() != null) {
			builder.setHealthy(task.healthy());
		}
		if (task.checkStatus() != null) {
			builder.setCheckStatus(task.checkStatus());
		}
		if (task.containerStatus() != null) {
			builder.setContainerStatus(task.containerStatus());
		}
		return builder.build();
	}

	public static OperationStatus operation(OperationState state, OperationID operationId, @Nullable AgentID agentId,
			@Nullable String message) {
		OperationStatus.Builder builder = OperationStatus.newBuilder().setState(state).setOperationId(operationId);
		if (message != null) {
			builder.setMessage(message);
		}
		if (agentId != null) {
			builder.setAgentId(agentId);
		}
		return builder.build();
	}

	public TimeInfo now() {
		return time(this.loop.now());
	}

	public static TimeInfo time(Instant instant) {
		return TimeInfo.newBuilder()
			.setNanoseconds(instant.getEpochSecond() * (long) NANOS + instant.getNano())
			.build();
	}

	public static double seconds(Instant instant) {
		return instant.getEpochSecond() + instant.getNano() / NANOS;
	}

}
