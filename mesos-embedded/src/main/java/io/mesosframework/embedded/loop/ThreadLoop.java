package io.mesosframework.embedded.loop;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loop on a daemon thread of its own. Subclasses decide which clock it has and when
 * timers run.
 * <p>
 * An exception in a task is logged and counted in {@link #failures()}; it never ends the
 * loop.
 */
abstract class ThreadLoop implements Loop, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ThreadLoop.class);

	private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(10);

	private final TaskQueue tasks = new TaskQueue();

	private final Deque<Runnable> batch = new ArrayDeque<>();

	private final TimerQueue timers = new TimerQueue();

	private final AtomicLong sequence = new AtomicLong();

	private final AtomicLong failures = new AtomicLong();

	private final Thread thread;

	ThreadLoop(String name) {
		this.thread = new Thread(this::run, name);
		this.thread.setDaemon(true);
	}

	/** Start the thread, at the end of the constructor. */
	final void startThread() {
		this.thread.start();
	}

	@Override
	public final void execute(Runnable task) {
		this.tasks.offer(task);
	}

	@Override
	public final <T extends @Nullable Object> CompletableFuture<T> submit(Callable<T> task) {
		CompletableFuture<T> result = new CompletableFuture<>();
		Runnable work = () -> complete(result, task);
		if (inLoop()) {
			work.run();
		}
		else if (!this.tasks.offer(work)) {
			result.completeExceptionally(new RejectedExecutionException("The loop is closed"));
		}
		return result;
	}

	private static <T extends @Nullable Object> void complete(CompletableFuture<T> result, Callable<T> task) {
		try {
			result.complete(task.call());
		}
		catch (Throwable ex) {
			result.completeExceptionally(ex);
		}
	}

	@Override
	public final Timer schedule(Duration delay, Runnable task) {
		TimerQueue.Entry entry = new TimerQueue.Entry(now().plus(delay), this.sequence.incrementAndGet(), task);
		if (inLoop()) {
			this.timers.add(entry);
		}
		else {
			execute(() -> this.timers.add(entry));
		}
		return entry;
	}

	@Override
	public final boolean inLoop() {
		return Thread.currentThread() == this.thread;
	}

	/**
	 * Return how many tasks have thrown an exception.
	 * @return the number
	 */
	public final long failures() {
		return this.failures.get();
	}

	/**
	 * End the loop. Tasks that wait already are still run, timers are forgotten. Returns
	 * when the thread has ended, unless called on the loop itself. Idempotent.
	 */
	@Override
	public final void close() {
		this.tasks.close();
		if (!inLoop()) {
			try {
				this.thread.join(JOIN_TIMEOUT.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void run() {
		boolean open = true;
		while (open) {
			try {
				open = this.tasks.drainTo(this.batch, patience());
			}
			catch (InterruptedException ex) {
				// The loop is ended by close() only; interrupts are ignored.
				continue;
			}
			for (Runnable task = this.batch.poll(); task != null; task = this.batch.poll()) {
				run(task);
			}
			if (!this.tasks.isClosed()) {
				runTimers();
			}
		}
		this.timers.dispose();
	}

	/**
	 * Return how long the thread waits for tasks.
	 * @return the time, {@code null} for as long as it takes
	 */
	abstract @Nullable Duration patience();

	/** Run the timers that are due after a batch of tasks. */
	abstract void runTimers();

	/**
	 * Run a task.
	 * @param task the task, which cannot end the loop
	 */
	final void run(Runnable task) {
		try {
			task.run();
		}
		catch (Exception | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError ex) {
			this.failures.incrementAndGet();
			logger.error("A task on loop '{}' failed; the loop goes on", this.thread.getName(), ex);
		}
	}

	/** Run all tasks that wait, and those which they submit. */
	final void runTasks() {
		while (true) {
			Runnable task = this.batch.poll();
			if (task == null) {
				task = this.tasks.poll();
			}
			if (task == null) {
				return;
			}
			run(task);
		}
	}

	final TimerQueue timers() {
		return this.timers;
	}

}
