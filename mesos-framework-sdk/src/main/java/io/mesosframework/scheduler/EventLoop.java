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
 * Runs items on one thread, in the order in which they were submitted. The queue is
 * unbounded because nothing may be dropped: {@link BackPressure} pauses the source of
 * events instead. Runs until {@link #shutdown()} is called.
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
	 * Create the loop.
	 * @param threadFactory creates its thread
	 * @param errors receives every exception thrown by an item; must not throw
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
	 * Submit an item unless the loop has ended.
	 * @param item the item
	 * @return whether it was accepted
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
	 * End the loop after the current item. Queued items are dropped.
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
		// check again, because an item may have been added before its submitter could see
		// that we
		// sleep
		if (this.queue.isEmpty() && !this.shutdown) {
			LockSupport.park(this);
		}
		this.asleep = false;
		if (Thread.interrupted()) {
			// set by a listener; it must neither end the loop nor keep it from sleeping
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
