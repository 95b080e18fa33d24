package io.mesosframework.scheduler;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter: a random time between zero and a bound which
 * doubles with each attempt.
 */
final class BackOffDelay {

	private final Duration min;

	private final Duration max;

	private final RandomGenerator random;

	BackOffDelay(Duration min, Duration max, RandomGenerator random) {
		this.min = min;
		this.max = max;
		this.random = random;
	}

	Duration delay(int attempt) {
		return below(bound(attempt));
	}

	Duration bound(int attempt) {
		Duration bound = this.min;
		for (int i = 0; i < attempt && bound.compareTo(this.max) < 0; i++) {
			bound = bound.multipliedBy(2);
		}
		return (bound.compareTo(this.max) > 0) ? this.max : bound;
	}

	Duration below(Duration bound) {
		return bound.isZero() ? Duration.ZERO : Duration.ofNanos(this.random.nextLong(bound.toNanos() + 1));
	}

}
