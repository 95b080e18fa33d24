package io.mesosframework.embedded.loop;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A loop with the real clock, which never goes backwards. It runs from construction to
 * {@link #close()}.
 *
 * @since 0.1.0
 */
public final class LoopThread extends ThreadLoop {

	private final Instant epoch = Instant.now();

	private final long epochNanos = System.nanoTime();

	/**
	 * Create and start a loop.
	 * @param name the name of the thread
	 */
	public LoopThread(String name) {
		super(name);
		startThread();
	}

	@Override
	public Instant now() {
		return this.epoch.plusNanos(System.nanoTime() - this.epochNanos);
	}

	@Override
	@Nullable Duration patience() {
		Instant next = timers().nextDue();
		return (next != null) ? Duration.between(now(), next) : null;
	}

	@Override
	void runTimers() {
		Instant now = now();
		for (Runnable task = timers().pollDue(now); task != null; task = timers().pollDue(now)) {
			run(task);
		}
	}

}
