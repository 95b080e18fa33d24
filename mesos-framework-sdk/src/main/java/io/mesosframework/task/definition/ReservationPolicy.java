package io.mesosframework.task.definition;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Whether the instances of an app keep their place: what each uses is reserved for it,
 * and it returns there. Immutable and thread-safe.
 *
 * @param keep whether resources are reserved; persistent volumes need it in any case
 * @param leaveAfter how long an instance waits for its agent before it gives up its place
 * with the data there and finds another one; {@code null} to wait forever
 * @since 0.1.0
 */
public record ReservationPolicy(boolean keep, @Nullable Duration leaveAfter) {

	/** Any place is as good as another. */
	public static final ReservationPolicy NONE = new ReservationPolicy(false, null);

}
