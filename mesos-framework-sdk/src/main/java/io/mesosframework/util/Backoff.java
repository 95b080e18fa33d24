package io.mesosframework.util;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off: a delay that doubles with each attempt up to a maximum.
 *
 * <pre class="code">
 * Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(15));
 * backoff.delay(0); // 1 s
 * backoff.delay(3); // 8 s
 * backoff.delay(9); // 15 s
 * </pre>
 *
 * @param first the delay of attempt 0, which may be zero
 * @param max the longest delay; if it is shorter than {@code first}, it limits that as
 * well
 * @since 0.1.0
 */
public record Backoff(Duration first, Duration max) {

	/**
	 * Create a back-off.
	 */
	public Backoff {
		if (first.isNegative() || max.isNegative()) {
			throw new IllegalArgumentException("Delays must not be negative, but are " + first + " and " + max);
		}
	}

	/**
	 * Return the delay before an attempt is repeated.
	 * @param attempt the number of previous delays, starting at 0; negative values count
	 * as 0
	 * @return {@code first} times two to the power of {@code attempt}, at most
	 * {@code max}
	 */
	public Duration delay(int attempt) {
		Duration delay = this.first;
		for (int i = 0; i < attempt && delay.compareTo(this.max) < 0 && !delay.isZero(); i++) {
			delay = (delay.compareTo(this.max.dividedBy(2)) > 0) ? this.max : delay.multipliedBy(2);
		}
		return (delay.compareTo(this.max) > 0) ? this.max : delay;
	}

	/**
	 * Return a random delay with full jitter, so that clients that failed at the same
	 * time do not retry at the same time.
	 * @param attempt the number of previous delays, starting at 0
	 * @param random the source of randomness
	 * @return a delay between zero and {@link #delay(int)}
	 */
	public Duration fullJitter(int attempt, RandomGenerator random) {
		return upTo(delay(attempt), random);
	}

	/**
	 * Return a random delay with little jitter: at least nine tenths of the delay.
	 * @param attempt the number of previous delays, starting at 0
	 * @param random the source of randomness
	 * @return a delay between nine tenths of {@link #delay(int)} and {@link #delay(int)}
	 */
	public Duration littleJitter(int attempt, RandomGenerator random) {
		return Duration.ofNanos((long) (delay(attempt).toNanos() * (1 - 0.1 * random.nextDouble())));
	}

	/**
	 * Return a random duration.
	 * @param limit the longest, inclusive
	 * @param random the source of randomness
	 * @return a duration between zero and the limit
	 */
	public static Duration upTo(Duration limit, RandomGenerator random) {
		return limit.isZero() ? Duration.ZERO : Duration.ofNanos(random.nextLong(limit.toNanos() + 1));
	}

}
