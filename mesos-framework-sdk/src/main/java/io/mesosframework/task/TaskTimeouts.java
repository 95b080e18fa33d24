package io.mesosframework.task;

import java.time.Duration;

import io.mesosframework.util.Backoff;

/**
 * Timeouts after which the task manager repeats a reconciliation or a kill.
 *
 * @param launch how long a launch may remain without a status update before it is
 * reconciled
 * @param kill how long a kill may remain without effect before it is sent again
 * @param max the longest wait between repetitions; each wait is twice the previous one
 * @since 0.1.0
 */
public record TaskTimeouts(Duration launch, Duration kill, Duration max) {

	/**
	 * Default timeouts: two minutes for a launch, ten seconds for a kill, at most five
	 * minutes between repetitions.
	 */
	public static final TaskTimeouts DEFAULT = new TaskTimeouts(Duration.ofMinutes(2), Duration.ofSeconds(10),
			Duration.ofMinutes(5));

	/** Return how long to wait after the given number of attempts. */
	public Duration grown(Duration first, int attempts) {
		return new Backoff(first, this.max).delay(attempts);
	}

}
