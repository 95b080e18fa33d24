package io.mesosframework.boot.rest;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Executor that creates and writes asynchronous responses, so that neither the event loop
 * of the scheduler nor its connection threads are used for this. Threads and queue are
 * bounded; tasks are rejected when the queue is full. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ApiThreads implements Executor, AutoCloseable {

	private static final int MAX_WAITING = 10_000;

	private final AtomicInteger started = new AtomicInteger();

	private final ThreadPoolExecutor threads;

	/**
	 * Create the executor. Its threads start on demand and stop when idle.
	 * @param name the prefix of the thread names
	 */
	public ApiThreads(String name) {
		int count = Math.max(2, Runtime.getRuntime().availableProcessors());
		this.threads = new ThreadPoolExecutor(count, count, 10, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(MAX_WAITING),
				(action) -> new Worker(this, action, name + "-" + this.started.incrementAndGet()));
		this.threads.allowCoreThreadTimeOut(true);
	}

	/**
	 * Run an action on one of the threads, immediately if the current thread is one of
	 * them.
	 * @param action the action to run
	 * @throws RejectedExecutionException if the queue is full or this executor has been
	 * closed
	 */
	@Override
	public void execute(Runnable action) {
		if (Thread.currentThread() instanceof Worker worker && worker.owner == this) {
			action.run();
		}
		else {
			this.threads.execute(action);
		}
	}

	/** Stop accepting actions. Queued actions are still run. */
	@Override
	public void close() {
		this.threads.shutdown();
	}

	/**
	 * A thread of this executor.
	 */
	private static final class Worker extends Thread {

		private final ApiThreads owner;

		Worker(ApiThreads owner, Runnable action, String name) {
			super(action, name);
			this.owner = owner;
			setDaemon(true);
		}

	}

}
