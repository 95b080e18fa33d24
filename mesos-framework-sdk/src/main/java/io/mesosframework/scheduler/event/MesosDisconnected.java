package io.mesosframework.scheduler.event;

import java.time.Duration;

/**
 * Published when the session is lost or could not be opened. All offers are void. The
 * scheduler subscribes again by itself, with the same framework id.
 *
 * @param reason why, in one sentence
 * @param retryIn the time until the next attempt
 * @param wasSubscribed {@code true} if a session was lost, {@code false} if an attempt
 * failed
 * @param epoch the session that ended
 * @since 0.1.0
 */
public record MesosDisconnected(String reason, Duration retryIn, boolean wasSubscribed,
		long epoch) implements MesosLifecycleEvent {
}
