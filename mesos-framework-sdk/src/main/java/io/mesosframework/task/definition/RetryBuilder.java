package io.mesosframework.task.definition;

import java.time.Duration;

/**
 * Builds a retry policy: the delays between attempts. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class RetryBuilder extends DocumentPart<RetryBuilder> {

	RetryBuilder() {
	}

	/**
	 * Set the first delay.
	 * @param time the delay, at least 100 ms
	 * @return this builder
	 */
	public RetryBuilder initial(Duration time) {
		return set("time", time.toString());
	}

	/**
	 * Use the same delay before every attempt, instead of doubling it.
	 * @return this builder
	 */
	public RetryBuilder constant() {
		return set("exp_backoff", false);
	}

	/**
	 * Set the maximum delay.
	 * @param time the delay, not shorter than the first one
	 * @return this builder
	 */
	public RetryBuilder max(Duration time) {
		return set("max_time", time.toString());
	}

	/**
	 * Set how often a failing instance is restarted before it is given up.
	 * @param attempts the number; -1 for no limit
	 * @return this builder
	 */
	public RetryBuilder attempts(int attempts) {
		return set("total_retries", attempts);
	}

	/**
	 * Set the time without failure after which the count is reset.
	 * @param time the time, at least 1 s
	 * @return this builder
	 */
	public RetryBuilder resetAfter(Duration time) {
		return set("reset_after", time.toString());
	}

}
