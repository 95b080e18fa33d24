package io.mesosframework.offer;

import java.time.Duration;
import java.time.Instant;

/**
 * Permits a burst of actions and then one in each interval. Not thread-safe.
 */
final class TokenBucket {

	private final int capacity;

	private final Duration interval;

	private double tokens;

	private Instant filled;

	TokenBucket(int capacity, Duration interval, Instant now) {
		this.capacity = capacity;
		this.interval = interval;
		this.tokens = capacity;
		this.filled = now;
	}

	/** Take a token and return whether there was one. */
	boolean take(Instant now) {
		Duration passed = Duration.between(this.filled, now);
		if (!passed.isNegative()) {
			this.tokens = Math.min(this.capacity,
					this.tokens + passed.toNanos() / (double) Math.max(1, this.interval.toNanos()));
			this.filled = now;
		}
		if (this.tokens < 1) {
			return false;
		}
		this.tokens--;
		return true;
	}

	/**
	 * Return when the next token becomes available, provided that none is taken before.
	 */
	Instant next(Instant now) {
		double missing = Math.max(0, 1 - this.tokens);
		// rounded up, so that the token is certain to be available
		return now.plusNanos((long) Math.ceil(missing * this.interval.toNanos()) + 1);
	}

}
