package io.mesosframework.scheduler;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Timers on one daemon thread.
 */
final class SystemSchedulerTimers implements SchedulerTimers {

	private final ScheduledThreadPoolExecutor executor;

	SystemSchedulerTimers(String threadName) {
		this.executor = new ScheduledThreadPoolExecutor(1, (action) -> {
			Thread thread = new Thread(action, threadName);
			thread.setDaemon(true);
			return thread;
		}, new ThreadPoolExecutor.DiscardPolicy());
		this.executor.setRemoveOnCancelPolicy(true);
		this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
	}

	@Override
	public long nanoTime() {
		return System.nanoTime();
	}

	@Override
	public Runnable schedule(Duration delay, Runnable action) {
		Future<?> future = this.executor.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
		return () -> future.cancel(false);
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
