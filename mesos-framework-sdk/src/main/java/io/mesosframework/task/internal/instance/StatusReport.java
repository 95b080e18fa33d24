package io.mesosframework.task.internal.instance;

import java.time.Instant;

import org.apache.mesos.v1.Protos.CheckStatusInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.jspecify.annotations.Nullable;

import io.mesosframework.model.TextLimits;

/**
 * Content of a status update on which decisions depend.
 *
 * @param state the task state
 * @param reason the reason without {@code REASON_}, or {@code null}
 * @param message the message, truncated to its limit, or {@code null}
 * @param healthy the result of the health check, or {@code null}
 * @param ready whether the readiness check succeeded, or {@code null} if it is not
 * reported
 * @param unreachableSince since when the agent is unreachable, or {@code null}
 * @since 0.1.0
 */
public record StatusReport(TaskState state, @Nullable String reason, @Nullable String message,
		@Nullable Boolean healthy, @Nullable Boolean ready, @Nullable Instant unreachableSince) {

	public static StatusReport of(TaskStatus status) {
		return new StatusReport(status.getState(),
				status.hasReason() ? status.getReason().name().substring("REASON_".length()) : null,
				status.hasMessage() ? TextLimits.message(status.getMessage()) : null,
				status.hasHealthy() ? status.getHealthy() : null,
				status.hasCheckStatus() ? ready(status.getCheckStatus()) : null, status.hasUnreachableTime()
						? Instant.ofEpochSecond(0, status.getUnreachableTime().getNanoseconds()) : null);
	}

	/** Return a copy with another reason. */
	public StatusReport because(String other) {
		return new StatusReport(this.state, other, this.message, this.healthy, this.ready, this.unreachableSince);
	}

	/** Return a copy with the check results of an earlier report. */
	StatusReport checkedAs(@Nullable StatusReport before) {
		return (before == null) ? this
				: new StatusReport(this.state, this.reason, this.message,
						(this.healthy != null) ? this.healthy : before.healthy,
						(this.ready != null) ? this.ready : before.ready, this.unreachableSince);
	}

	/**
	 * Return whether a check has succeeded. A check without a result, such as one that
	 * timed out, has not.
	 */
	private static boolean ready(CheckStatusInfo check) {
		if (check.hasCommand()) {
			return check.getCommand().hasExitCode() && check.getCommand().getExitCode() == 0;
		}
		if (check.hasHttp()) {
			int status = check.getHttp().getStatusCode();
			return check.getHttp().hasStatusCode() && status >= 200 && status < 400;
		}
		return check.hasTcp() && check.getTcp().getSucceeded();
	}

}
