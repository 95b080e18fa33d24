package io.mesosframework.task.internal.app;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Reason why an instance is not launched in its reservation.
 *
 * @param text the reason in one line
 * @param next when the launch is tried next, or {@code null} if with the next offers
 * @since 0.1.0
 */
public record ReservationWait(String text, @Nullable Instant next) {

	public static ReservationWait because(String text) {
		return new ReservationWait(text, null);
	}

}
