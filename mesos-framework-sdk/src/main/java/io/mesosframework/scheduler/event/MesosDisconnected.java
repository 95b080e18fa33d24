package io.mesosframework.scheduler.event;

import java.time.Duration;

/**
 * The session is lost, or could not be opened. All offers are void. The scheduler
 * subscribes again by itself, with the same framework id.
 *
 * @param reason why, in one sentence
 * @param retryIn when the next attempt is made
 * @param wasSubscribed whether a session was lost, rather than an attempt refused
 * @param epoch the session that ended
 * @since 0.1.0
 */
public record MesosDisconnected(String reason, Duration retryIn, boolean wasSubscribed,
		long epoch) implements MesosLifecycleEvent {
}
