package io.mesosframework.scheduler;

import java.time.Duration;

/**
 * Runs actions later, and says how much time has passed. A parameter of the scheduler, so
 * that tests can move time by hand. Thread-safe.
 *
 * @since 0.1.0
 */
public interface SchedulerTimers extends AutoCloseable {

	/**
	 * A time that only grows, for measuring spans.
	 * @return nanoseconds since an arbitrary moment
	 */
	long nanoTime();

	/**
	 * Runs an action once after a delay, on any thread.
	 * @param delay how long to wait, not negative
	 * @param action what to run; it must not block
	 * @return cancels the action if run in time
	 */
	Runnable schedule(Duration delay, Runnable action);

	/**
	 * Frees what the timers hold; pending actions are dropped.
	 */
	@Override
	void close();

	/**
	 * Timers on one daemon thread.
	 * @param threadName the thread's name
	 * @return new timers
	 */
	static SchedulerTimers system(String threadName) {
		return new SystemSchedulerTimers(threadName);
	}

}
