package io.mesosframework.scheduler;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Bites when nothing has come from the master for too long. Any event counts, not only
 * HEARTBEAT. While reading is paused by ourselves silence is not the master's fault, so
 * the time starts anew when reading goes on.
 */
final class Watchdog {

	private final SchedulerTimers timers;

	private final BooleanSupplier readingPaused;

	private final Runnable bite;

	private volatile long lastSeen;

	private Duration limit = Duration.ZERO;

	private @Nullable Runnable cancel;

	private boolean cancelled;

	Watchdog(SchedulerTimers timers, BooleanSupplier readingPaused, Runnable bite) {
		this.timers = timers;
		this.readingPaused = readingPaused;
		this.bite = bite;
		this.lastSeen = timers.nanoTime();
	}

	/** Something came; called by the network thread. */
	void touch() {
		this.lastSeen = this.timers.nanoTime();
	}

	/**
	 * How long ago something came.
	 * @return the time
	 */
	Duration age() {
		return Duration.ofNanos(Math.max(0, this.timers.nanoTime() - this.lastSeen));
	}

	/**
	 * Arms the watchdog, or arms it anew with another limit.
	 * @param limit how long silence is tolerated
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
		this.bite.run();
	}

}
