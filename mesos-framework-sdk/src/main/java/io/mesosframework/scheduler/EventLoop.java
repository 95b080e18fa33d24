package io.mesosframework.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * One thread which runs items in the order in which they were submitted. The queue itself
 * has no bound, since nothing may be dropped: {@link BackPressure} stops the source of
 * events instead. Runs until {@link #shutdown()}.
 */
final class EventLoop implements Executor {

	private static final int BATCH = 256;

	private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();

	private final CompletableFuture<@Nullable Void> terminated = new CompletableFuture<>();

	private final Consumer<Throwable> errors;

	private final Thread thread;

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
		return !this.shutdown && this.queue.add(item);
	}

	boolean isCurrentThread() {
		return Thread.currentThread() == this.thread;
	}

	/**
	 * Ends the loop after the current item; what waits is dropped.
	 */
	void shutdown() {
		this.shutdown = true;
		this.queue.add(() -> {
			// wakes the thread
		});
	}

	CompletionStage<@Nullable Void> terminated() {
		return this.terminated;
	}

	private void run() {
		List<Runnable> batch = new ArrayList<>(BATCH);
		try {
			while (!this.shutdown) {
				batch.add(this.queue.take());
				this.queue.drainTo(batch, BATCH - 1);
				for (int i = 0; i < batch.size() && !this.shutdown; i++) {
					runItem(batch.get(i));
				}
				batch.clear();
			}
		}
		catch (InterruptedException ex) {
			this.shutdown = true;
			this.errors.accept(ex);
		}
		finally {
			this.queue.clear();
			this.terminated.complete(null);
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
