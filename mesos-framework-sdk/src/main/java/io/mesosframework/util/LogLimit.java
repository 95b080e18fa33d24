package io.mesosframework.util;

import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Limits a log line to one in an interval, however often its cause occurs. Thread-safe.
 *
 * @since 0.1.0
 */
public final class LogLimit {

	private final long interval;

	private final LongSupplier nanoTime;

	private boolean logged;

	private long loggedAt;

	private long count;

	/** Create a limit of one line a minute. */
	public LogLimit() {
		this(Duration.ofMinutes(1), System::nanoTime);
	}

	/**
	 * Create a limit.
	 * @param interval the minimum time between two lines
	 * @param nanoTime the source of time, like {@link System#nanoTime()}
	 */
	public LogLimit(Duration interval, LongSupplier nanoTime) {
		this.interval = interval.toNanos();
		this.nanoTime = nanoTime;
	}

	/**
	 * Count an occurrence and write the line if the limit permits.
	 * @param line writes the line; receives the number of occurrences since the last line
	 */
	public void log(LongConsumer line) {
		long occurrences;
		synchronized (this) {
			this.count++;
			long now = this.nanoTime.getAsLong();
			if (this.logged && now - this.loggedAt < this.interval) {
				return;
			}
			this.logged = true;
			this.loggedAt = now;
			occurrences = this.count;
			this.count = 0;
		}
		line.accept(occurrences);
	}

}
