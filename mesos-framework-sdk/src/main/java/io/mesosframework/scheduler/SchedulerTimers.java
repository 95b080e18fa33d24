package io.mesosframework.scheduler;

import java.time.Duration;

/**
 * Schedules actions and measures time. Configurable, so that tests can control the time.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public interface SchedulerTimers extends AutoCloseable {

	/**
	 * Return a monotonic time for measuring durations.
	 * @return nanoseconds since an arbitrary moment
	 */
	long nanoTime();

	/**
	 * Run an action once after a delay, on any thread.
	 * @param delay the delay, not negative
	 * @param action the action; must not block
	 * @return cancels the action if called in time
	 */
	Runnable schedule(Duration delay, Runnable action);

	/**
	 * Release the resources of the timers. Pending actions are dropped.
	 */
	@Override
	void close();

	/**
	 * Return timers that use one daemon thread.
	 * @param threadName the name of the thread
	 * @return new timers
	 */
	static SchedulerTimers system(String threadName) {
		return new SystemSchedulerTimers(threadName);
	}

}
