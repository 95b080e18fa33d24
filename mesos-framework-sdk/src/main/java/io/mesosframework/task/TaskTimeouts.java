package io.mesosframework.task;

import java.time.Duration;

import io.mesosframework.util.Backoff;

/**
 * How long the manager waits before it asks or says something again.
 *
 * @param launch how long a launch may be without any word, before it is reconciled
 * @param kill how long a kill may be without effect, before it is sent again
 * @param max the longest wait between repetitions; each is twice the one before
 * @since 0.1.0
 */
public record TaskTimeouts(Duration launch, Duration kill, Duration max) {

	/** Two minutes for a launch, ten seconds for a kill, five minutes at most. */
	public static final TaskTimeouts DEFAULT = new TaskTimeouts(Duration.ofMinutes(2), Duration.ofSeconds(10),
			Duration.ofMinutes(5));

	/** Return how long to wait after so many attempts. */
	public Duration grown(Duration first, int attempts) {
		return new Backoff(first, this.max).delay(attempts);
	}

}
