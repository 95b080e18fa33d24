package io.mesosframework.task;

import java.time.Instant;
import java.util.List;

import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to run an instance, under a Mesos task id of its own. Immutable.
 *
 * @param taskId the Mesos task id; never used again
 * @param agentId the agent
 * @param hostname its hostname
 * @param version the version of the definition
 * @param ports the dynamic ports
 * @param at when it was sent
 * @param state the last state heard, or {@code TASK_STAGING}
 * @param reason the reason of that state without {@code REASON_}, or {@code null}
 * @param message the message of that state, or {@code null}
 * @param healthy the result of the health check, or {@code null}
 * @param ready whether the last readiness check has succeeded, or it has run and there is
 * none
 * @param runningSince when it was first heard to run, or {@code null}
 * @param endedAt when it was heard to have ended, or {@code null}
 */
public record Launch(String taskId, String agentId, String hostname, long version, List<Long> ports, Instant at,
		TaskState state, @Nullable String reason, @Nullable String message, @Nullable Boolean healthy, boolean ready,
		@Nullable Instant runningSince, @Nullable Instant endedAt) {

	/**
	 * Start a launch.
	 * @param taskId the task id
	 * @param agentId the agent
	 * @param hostname its hostname
	 * @param version the version
	 * @param ports the dynamic ports
	 * @param at the time
	 * @return the launch
	 */
	public static Launch start(String taskId, String agentId, String hostname, long version, List<Long> ports,
			Instant at) {
		return new Launch(taskId, agentId, hostname, version, List.copyOf(ports), at, TaskState.TASK_STAGING, null,
				null, null, false, null, null);
	}

	/** Take news; a task without a readiness check is ready when it runs. */
	Launch heard(StatusReport report, boolean unchecked, Instant now) {
		boolean runs = report.state() == TaskState.TASK_RUNNING;
		Boolean ready = unchecked ? Boolean.valueOf(this.ready || runs) : report.ready();
		// an answer to a question is no news
		boolean known = report.state() == this.state && "RECONCILIATION".equals(report.reason());
		return new Launch(this.taskId, this.agentId, this.hostname, this.version, this.ports, this.at, report.state(),
				known ? this.reason : report.reason(), known ? this.message : report.message(),
				(report.healthy() != null) ? report.healthy() : this.healthy, (ready != null) ? ready : this.ready,
				(runs && this.runningSince == null) ? now : this.runningSince,
				TaskStates.isTerminal(report.state()) ? now : null);
	}

}
