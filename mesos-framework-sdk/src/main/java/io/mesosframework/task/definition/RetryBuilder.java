package io.mesosframework.task.definition;

import java.time.Duration;

/**
 * Builds how long to wait between attempts. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class RetryBuilder extends DocumentPart<RetryBuilder> {

	RetryBuilder() {
	}

	/**
	 * Set the first wait.
	 * @param time the time, at least 100 ms
	 * @return this builder
	 */
	public RetryBuilder initial(Duration time) {
		return set("time", time.toString());
	}

	/**
	 * Wait the same time before every attempt, instead of twice the one before.
	 * @return this builder
	 */
	public RetryBuilder constant() {
		return set("exp_backoff", false);
	}

	/**
	 * Set the longest wait.
	 * @param time the time, not shorter than the first one
	 * @return this builder
	 */
	public RetryBuilder max(Duration time) {
		return set("max_time", time.toString());
	}

	/**
	 * Set how often a failing instance is started again before it is given up.
	 * @param attempts the number; -1 without end
	 * @return this builder
	 */
	public RetryBuilder attempts(int attempts) {
		return set("total_retries", attempts);
	}

	/**
	 * Set after how long without failure the count starts anew.
	 * @param time the time, at least 1 s
	 * @return this builder
	 */
	public RetryBuilder resetAfter(Duration time) {
		return set("reset_after", time.toString());
	}

}
