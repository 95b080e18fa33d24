package io.mesosframework.boot.rest;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few threads that make and write the answers to what completes elsewhere, so that
 * neither the event loop of the scheduler nor the threads of its connections do. Bounded:
 * when far more waits than requests should, it is refused. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ApiThreads implements Executor, AutoCloseable {

	private static final int MAX_WAITING = 10_000;

	private final AtomicInteger started = new AtomicInteger();

	private final ThreadPoolExecutor threads;

	/**
	 * Create the threads, which begin when they are needed and end when they are not.
	 * @param name what their names begin with
	 */
	public ApiThreads(String name) {
		int count = Math.max(2, Runtime.getRuntime().availableProcessors());
		this.threads = new ThreadPoolExecutor(count, count, 10, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(MAX_WAITING),
				(action) -> new Worker(this, action, name + "-" + this.started.incrementAndGet()));
		this.threads.allowCoreThreadTimeOut(true);
	}

	/**
	 * Run something on one of the threads: at once if this is one.
	 * @param action what to run
	 * @throws RejectedExecutionException if too much waits, or after the end
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

	/** Take nothing more; what waits is still run. */
	@Override
	public void close() {
		this.threads.shutdown();
	}

	/**
	 * One of the threads.
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
