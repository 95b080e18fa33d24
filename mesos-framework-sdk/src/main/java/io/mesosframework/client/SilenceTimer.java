package io.mesosframework.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reports when nothing arrives on a connection within a limit. Call on its event loop
 * only. Received data costs one assignment, not a timer.
 */
final class SilenceTimer {

	private final EventLoop loop;

	private final Consumer<Duration> silent;

	private @Nullable Duration limit;

	private @Nullable ScheduledFuture<?> timer;

	private long lastSign;

	private boolean resting;

	private boolean stopped;

	SilenceTimer(EventLoop loop, Duration limit, Consumer<Duration> silent) {
		this.loop = loop;
		this.limit = limit;
		this.silent = silent;
	}

	void start() {
		alive();
		schedule();
	}

	void alive() {
		this.lastSign = System.nanoTime();
	}

	/**
	 * Change the limit. The time before does not count.
	 * @param limit the new limit, or {@code null} for none
	 */
	void limit(@Nullable Duration limit) {
		this.limit = limit;
		alive();
		schedule();
	}

	/**
	 * Suspend or resume the timer while reading is paused.
	 * @param resting whether to suspend it
	 */
	void rest(boolean resting) {
		this.resting = resting;
		alive();
		schedule();
	}

	void stop() {
		this.stopped = true;
		schedule();
	}

	private void schedule() {
		if (this.timer != null) {
			this.timer.cancel(false);
			this.timer = null;
		}
		if (this.limit != null && !this.resting && !this.stopped) {
			long elapsed = System.nanoTime() - this.lastSign;
			this.timer = this.loop.schedule(this::check, Math.max(0, this.limit.toNanos() - elapsed),
					TimeUnit.NANOSECONDS);
		}
	}

	private void check() {
		Duration limit = this.limit;
		if (limit != null && System.nanoTime() - this.lastSign >= limit.toNanos()) {
			this.silent.accept(limit);
		}
		else {
			schedule();
		}
	}

}
