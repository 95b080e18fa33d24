package io.mesosframework.embedded.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * The single thread that runs a whole embedded cluster: masters, agents and timers. All
 * state of masters and agents is read and written on it only; blocking work (processes,
 * files, sockets) runs on other threads and returns through {@link #execute(Runnable)}.
 * <p>
 * The clock is either real or virtual; code on the loop never reads the system clock.
 *
 * @since 0.1.0
 */
public interface Loop {

	/**
	 * Run a task on the loop, after everything that was submitted before. May be called
	 * from any thread; tasks submitted after the loop was closed are dropped.
	 * @param task the task
	 */
	void execute(Runnable task);

	/**
	 * Run a task on the loop and return its outcome; at once when the caller is on the
	 * loop. May be called from any thread.
	 * @param <T> the type of the result
	 * @param task the task
	 * @return completes with the result or with what the task has thrown; exceptionally
	 * when the loop is closed
	 */
	<T extends @Nullable Object> CompletableFuture<T> submit(Callable<T> task);

	/**
	 * Run a task on the loop once the delay has passed on the clock of this loop. Timers
	 * that are due at the same instant run in the order in which they were scheduled.
	 * @param delay the delay, not negative
	 * @param task the task
	 * @return a handle that cancels the timer
	 */
	Timer schedule(Duration delay, Runnable task);

	/**
	 * Return the current time of this loop's clock.
	 * @return the time
	 */
	Instant now();

	/**
	 * Return whether the caller is on the loop's thread.
	 * @return {@code true} on the loop
	 */
	boolean inLoop();

	/**
	 * A timer that has been scheduled. Cancelling is idempotent and only done on the
	 * loop.
	 */
	interface Timer {

		/**
		 * Cancel the timer; nothing happens when it has run already.
		 */
		void cancel();

	}

}
