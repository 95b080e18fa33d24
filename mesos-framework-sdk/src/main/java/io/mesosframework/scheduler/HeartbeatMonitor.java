package io.mesosframework.scheduler;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Ends the session when no event arrives from the master within the timeout. Every event
 * counts, not only HEARTBEAT. Time during which the scheduler itself has paused reading
 * does not count: the timeout starts again when reading is resumed.
 */
final class HeartbeatMonitor {

	private final SchedulerTimers timers;

	private final BooleanSupplier readingPaused;

	private final Runnable expired;

	private volatile long lastSeen;

	private Duration limit = Duration.ZERO;

	private @Nullable Runnable cancel;

	private boolean cancelled;

	HeartbeatMonitor(SchedulerTimers timers, BooleanSupplier readingPaused, Runnable expired) {
		this.timers = timers;
		this.readingPaused = readingPaused;
		this.expired = expired;
		this.lastSeen = timers.nanoTime();
	}

	/** Record that an event has arrived. Called on the network thread. */
	void touch() {
		this.lastSeen = this.timers.nanoTime();
	}

	/**
	 * Return how long ago the last event arrived.
	 * @return the time
	 */
	Duration age() {
		return Duration.ofNanos(Math.max(0, this.timers.nanoTime() - this.lastSeen));
	}

	/**
	 * Start monitoring, or change the timeout.
	 * @param limit the timeout
	 */
	synchronized void arm(Duration limit) {
		this.limit = limit;
		schedule(limit);
	}

	synchronized void cancel() {
		this.cancelled = true;
		if (this.cancel != null) {
			this.cancel.run();
		}
	}

	private void schedule(Duration delay) {
		if (this.cancelled) {
			return;
		}
		if (this.cancel != null) {
			this.cancel.run();
		}
		this.cancel = this.timers.schedule(delay, this::check);
	}

	private void check() {
		synchronized (this) {
			if (this.cancelled) {
				return;
			}
			if (this.readingPaused.getAsBoolean()) {
				touch();
			}
			Duration rest = this.limit.minus(age());
			if (!rest.isNegative() && !rest.isZero()) {
				schedule(rest);
				return;
			}
			this.cancelled = true;
		}
		this.expired.run();
	}

}
