package io.mesosframework.embedded.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * A loop with the real clock: one daemon thread that lives from construction to
 * {@link #close()}. The clock never goes backwards.
 * <p>
 * An exception in a task is logged and counted in {@link #failures()}; it never ends the
 * loop.
 */
public final class LoopThread implements Loop, AutoCloseable {

	private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(10);

	private final Instant epoch = Instant.now();

	private final long epochNanos = System.nanoTime();

	private final TaskQueue tasks = new TaskQueue();

	private final TimerQueue timers = new TimerQueue();

	private final AtomicLong sequence = new AtomicLong();

	private final TaskRunner runner;

	private final Thread thread;

	/**
	 * Create and start a loop.
	 * @param name the name of the thread
	 */
	public LoopThread(String name) {
		this.runner = new TaskRunner(name);
		this.thread = new Thread(this::run, name);
		this.thread.setDaemon(true);
		this.thread.start();
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
	public Instant now() {
		return this.epoch.plusNanos(System.nanoTime() - this.epochNanos);
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
		Deque<Runnable> batch = new ArrayDeque<>();
		boolean open = true;
		while (open) {
			try {
				open = this.tasks.drainTo(batch, untilNextTimer());
			}
			catch (InterruptedException ex) {
				// Nobody has a reason to interrupt the loop: it is ended by close() only.
				continue;
			}
			for (Runnable task = batch.poll(); task != null; task = batch.poll()) {
				this.runner.run(task);
			}
			if (!this.tasks.isClosed()) {
				runTimers();
			}
		}
		this.timers.dispose();
	}

	private @Nullable Duration untilNextTimer() {
		Instant next = this.timers.nextDue();
		return (next != null) ? Duration.between(now(), next) : null;
	}

	private void runTimers() {
		Instant now = now();
		for (Runnable task = this.timers.pollDue(now); task != null; task = this.timers.pollDue(now)) {
			this.runner.run(task);
		}
	}

}
