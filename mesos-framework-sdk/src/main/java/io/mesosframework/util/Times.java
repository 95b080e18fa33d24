package io.mesosframework.util;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Compares points in time that may be absent.
 *
 * @since 0.1.0
 */
public final class Times {

	private Times() {
	}

	/**
	 * Return the earliest of some times.
	 * @param times the times; {@code null} stands for never
	 * @return the earliest, or {@code null} if all are {@code null}
	 */
	public static @Nullable Instant earliest(@Nullable Instant... times) {
		Instant earliest = null;
		for (Instant time : times) {
			earliest = earliest(earliest, time);
		}
		return earliest;
	}

	/**
	 * Return the earlier of two times.
	 * @param first a time; {@code null} stands for never
	 * @param second another one
	 * @return the earlier, or {@code null} if both are {@code null}
	 */
	public static @Nullable Instant earliest(@Nullable Instant first, @Nullable Instant second) {
		return (first == null || (second != null && second.isBefore(first))) ? second : first;
	}

	/**
	 * Return whether a time has been reached.
	 * @param time the time; {@code null} stands for never
	 * @param now the current time
	 * @return whether the time is not after {@code now}
	 */
	public static boolean isDue(@Nullable Instant time, Instant now) {
		return time != null && !time.isAfter(now);
	}

}
