package io.mesosframework.embedded.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;

/**
 * A loop with a clock that only moves when {@link #advance(Duration)} is called. Tasks
 * run at once. Timers run while the clock is advanced, in order and each at exactly its
 * instant; tasks that a timer submits run before the next timer. A cluster on such a loop
 * is deterministic except for what happens outside of it (processes, sockets).
 *
 * @since 0.1.0
 */
public final class VirtualLoop extends ThreadLoop {

	private volatile Instant now;

	/**
	 * Create and start a loop.
	 * @param name the name of the thread
	 * @param start the time at which its clock stands
	 */
	public VirtualLoop(String name, Instant start) {
		super(name);
		this.now = start;
		startThread();
	}

	/**
	 * Advance the clock and wait until everything that became due has run, including the
	 * tasks submitted on the way.
	 * @param duration how far, not negative
	 * @throws IllegalStateException if called on the loop itself or after
	 * {@link #close()}
	 */
	public void advance(Duration duration) {
		if (inLoop()) {
			throw new IllegalStateException("The clock cannot be advanced from inside the loop");
		}
		if (duration.isNegative()) {
			throw new IllegalArgumentException("'duration' must not be negative");
		}
		try {
			submit(() -> {
				runUntil(this.now.plus(duration));
				return Boolean.TRUE;
			}).join();
		}
		catch (CompletionException ex) {
			throw new IllegalStateException("The clock cannot be advanced: the loop is closed", ex.getCause());
		}
	}

	/**
	 * Wait until all tasks submitted so far, and those which they submit, have run. The
	 * clock does not move, but timers that are due already run.
	 */
	public void settle() {
		advance(Duration.ZERO);
	}

	@Override
	public Instant now() {
		return this.now;
	}

	@Override
	@Nullable Duration patience() {
		return null;
	}

	@Override
	void runTimers() {
		// Timers run while the clock is advanced.
	}

	private void runUntil(Instant target) {
		while (true) {
			runTasks();
			Instant due = timers().nextDue();
			if (due == null || due.isAfter(target)) {
				break;
			}
			if (due.isAfter(this.now)) {
				this.now = due;
			}
			Runnable task = timers().pollDue(this.now);
			if (task != null) {
				run(task);
			}
		}
		if (target.isAfter(this.now)) {
			this.now = target;
		}
	}

}
