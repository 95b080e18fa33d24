package io.mesosframework.task.definition;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Determines whether the resources of each instance are reserved for it, so that it
 * returns to its agent. Immutable and thread-safe.
 *
 * @param keep whether resources are reserved; persistent volumes always require it
 * @param leaveAfter how long an instance waits for its agent before it gives up its
 * reservation and the data there and is placed elsewhere; {@code null} to wait forever
 * @since 0.1.0
 */
public record ReservationPolicy(boolean keep, @Nullable Duration leaveAfter) {

	/** No reservation: an instance may be placed on any agent. */
	public static final ReservationPolicy NONE = new ReservationPolicy(false, null);

}
