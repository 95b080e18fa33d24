package io.mesosframework.embedded.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * A loop whose clock stands still until {@link #advance(Duration)}. Tasks run at once,
 * timers only while the clock is advanced, in order, each at exactly its instant; tasks
 * that a timer submits run before the next timer. A cluster on such a loop is
 * deterministic as far as nothing outside of it (processes, sockets) takes part.
 */
public final class VirtualLoop implements Loop, AutoCloseable {

	private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(10);

	private final TaskQueue tasks = new TaskQueue();

	private final TimerQueue timers = new TimerQueue();

	private final AtomicLong sequence = new AtomicLong();

	private final Deque<Runnable> batch = new ArrayDeque<>();

	private final TaskRunner runner;

	private final Thread thread;

	private volatile Instant now;

	/**
	 * Create and start a loop.
	 * @param name the name of the thread
	 * @param start the time at which its clock stands
	 */
	public VirtualLoop(String name, Instant start) {
		this.now = start;
		this.runner = new TaskRunner(name);
		this.thread = new Thread(this::run, name);
		this.thread.setDaemon(true);
		this.thread.start();
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
	public void execute(Runnable task) {
		this.tasks.offer(task);
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> submit(Callable<T> task) {
		return Submission.to(this, this.tasks, task);
	}

	@Override
	public Timer schedule(Duration delay, Runnable task) {
		TimerQueue.Entry entry = new TimerQueue.Entry(this.now.plus(delay), this.sequence.incrementAndGet(), task);
		if (inLoop()) {
			this.timers.add(entry);
		}
		else {
			execute(() -> this.timers.add(entry));
		}
		return entry;
	}

	@Override
	public Instant now() {
		return this.now;
	}

	@Override
	public boolean inLoop() {
		return Thread.currentThread() == this.thread;
	}

	/**
	 * Return how many tasks have thrown an exception.
	 * @return the number
	 */
	public long failures() {
		return this.runner.failures();
	}

	/**
	 * End the loop. Tasks that wait already are still run, timers are forgotten. Returns
	 * when the thread has ended, unless called on the loop itself. Idempotent.
	 */
	@Override
	public void close() {
		this.tasks.close();
		if (!inLoop()) {
			Submission.join(this.thread, JOIN_TIMEOUT);
		}
	}

	private void run() {
		boolean open = true;
		while (open) {
			try {
				open = this.tasks.drainTo(this.batch, null);
			}
			catch (InterruptedException ex) {
				// Nobody has a reason to interrupt the loop: it is ended by close() only.
				continue;
			}
			runTasks();
		}
		this.timers.dispose();
	}

	private void runTasks() {
		while (true) {
			Runnable task = this.batch.poll();
			if (task == null) {
				task = this.tasks.poll();
			}
			if (task == null) {
				return;
			}
			this.runner.run(task);
		}
	}

	private void runUntil(Instant target) {
		while (true) {
			runTasks();
			Instant due = this.timers.nextDue();
			if (due == null || due.isAfter(target)) {
				break;
			}
			if (due.isAfter(this.now)) {
				this.now = due;
			}
			Runnable task = this.timers.pollDue(this.now);
			if (task != null) {
				this.runner.run(task);
			}
		}
		if (target.isAfter(this.now)) {
			this.now = target;
		}
	}

}
