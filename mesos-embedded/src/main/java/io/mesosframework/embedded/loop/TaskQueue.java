package io.mesosframework.embedded.loop;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * The queue of tasks of a loop. Any thread may add tasks; only the loop takes them.
 */
final class TaskQueue {

	private final Object lock = new Object();

	private final Deque<Runnable> tasks = new ArrayDeque<>();

	private boolean closed;

	/**
	 * Offer a task.
	 * @param task the task
	 * @return {@code false} when the queue is closed and the task was dropped
	 */
	boolean offer(Runnable task) {
		synchronized (this.lock) {
			if (this.closed) {
				return false;
			}
			this.tasks.addLast(task);
			if (this.tasks.size() == 1) {
				this.lock.notifyAll();
			}
			return true;
		}
	}

	/**
	 * Take one task without waiting.
	 * @return the task or {@code null}
	 */
	@Nullable Runnable poll() {
		synchronized (this.lock) {
			return this.tasks.pollFirst();
		}
	}

	/**
	 * Move all waiting tasks to a batch; wait for the first one when there is none.
	 * @param batch takes the tasks
	 * @param patience how long to wait, or {@code null} for as long as it takes
	 * @return {@code false} once the queue is closed and empty
	 * @throws InterruptedException if the thread was interrupted
	 */
	boolean drainTo(Deque<Runnable> batch, @Nullable Duration patience) throws InterruptedException {
		synchronized (this.lock) {
			if (this.tasks.isEmpty() && !this.closed) {
				await(patience);
			}
			batch.addAll(this.tasks);
			this.tasks.clear();
			return !this.closed || !batch.isEmpty();
		}
	}

	/** Accept no more tasks; those that wait are still taken. */
	void close() {
		synchronized (this.lock) {
			this.closed = true;
			this.lock.notifyAll();
		}
	}

	boolean isClosed() {
		synchronized (this.lock) {
			return this.closed;
		}
	}

	private void await(@Nullable Duration patience) throws InterruptedException {
		if (patience == null) {
			while (this.tasks.isEmpty() && !this.closed) {
				this.lock.wait();
			}
		}
		else if (patience.compareTo(Duration.ZERO) > 0) {
			long millis = Math.min(patience.toMillis(), Integer.MAX_VALUE);
			// A spurious wake-up only costs the caller one more round.
			this.lock.wait(millis, (int) Math.min(999_999, patience.toNanos() % 1_000_000));
		}
	}

}
