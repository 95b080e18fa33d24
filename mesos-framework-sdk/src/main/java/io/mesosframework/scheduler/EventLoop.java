package io.mesosframework.scheduler;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * One thread which runs items in the order in which they were submitted. The queue itself
 * has no bound, since nothing may be dropped: {@link BackPressure} stops the source of
 * events instead. Runs until {@link #shutdown()}.
 * <p>
 * Waking a sleeping thread costs more than handling an event. The network thread
 * therefore submits events that were read together as one item.
 */
final class EventLoop implements Executor {

	private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();

	private final CompletableFuture<@Nullable Void> terminated = new CompletableFuture<>();

	private final Consumer<Throwable> errors;

	private final Thread thread;

	private volatile boolean asleep;

	private volatile boolean shutdown;

	/**
	 * Creates the loop.
	 * @param threadFactory makes its thread
	 * @param errors told of every exception an item throws; must not throw
	 */
	EventLoop(ThreadFactory threadFactory, Consumer<Throwable> errors) {
		this.errors = errors;
		this.thread = threadFactory.newThread(this::run);
	}

	void start() {
		this.thread.start();
	}

	@Override
	public void execute(Runnable item) {
		if (!offer(item)) {
			throw new RejectedExecutionException("The event loop of the scheduler has ended");
		}
	}

	/**
	 * Submits an item unless the loop has ended.
	 * @param item the item
	 * @return whether it was taken
	 */
	boolean offer(Runnable item) {
		boolean taken = !this.shutdown && this.queue.add(item);
		wake();
		return taken;
	}

	private void wake() {
		if (this.asleep) {
			this.asleep = false;
			LockSupport.unpark(this.thread);
		}
	}

	boolean isCurrentThread() {
		return Thread.currentThread() == this.thread;
	}

	/**
	 * Ends the loop after the current item; what waits is dropped.
	 */
	void shutdown() {
		this.shutdown = true;
		LockSupport.unpark(this.thread);
	}

	CompletionStage<@Nullable Void> terminated() {
		return this.terminated;
	}

	private void run() {
		try {
			while (!this.shutdown) {
				Runnable item = this.queue.poll();
				if (item != null) {
					runItem(item);
				}
				else {
					sleep();
				}
			}
		}
		finally {
			this.queue.clear();
			this.terminated.complete(null);
		}
	}

	private void sleep() {
		this.asleep = true;
		// Again, because an item may have come before it could see that we sleep.
		if (this.queue.isEmpty() && !this.shutdown) {
			LockSupport.park(this);
		}
		this.asleep = false;
		if (Thread.interrupted()) {
			// A listener left it behind. It must neither end the loop nor keep it from
			// sleeping.
			this.errors.accept(new InterruptedException("The event loop was interrupted; it goes on"));
		}
	}

	private void runItem(Runnable item) {
		try {
			item.run();
		}
		catch (Throwable ex) {
			this.errors.accept(ex);
		}
	}

}
