package io.mesosframework.embedded.loop;

import java.time.Instant;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

/**
 * The timers of a loop, ordered by the instant at which they are due and, for the same
 * instant, by the order in which they were scheduled. Used on the loop only.
 */
final class TimerQueue {

	private static final int COMPACT_ABOVE = 1024;

	private PriorityQueue<Entry> entries = new PriorityQueue<>();

	private int cancelled;

	private boolean disposed;

	/**
	 * Add a timer.
	 * @param entry the timer
	 */
	void add(Entry entry) {
		if (this.disposed || entry.task == null) {
			return;
		}
		entry.queue = this;
		this.entries.add(entry);
	}

	/**
	 * Return when the next timer is due.
	 * @return the instant or {@code null} without timers
	 */
	@Nullable Instant nextDue() {
		dropCancelled();
		Entry first = this.entries.peek();
		return (first != null) ? first.due : null;
	}

	/**
	 * Remove and return the task of the next timer that is due.
	 * @param now the current time
	 * @return the task or {@code null} when nothing is due
	 */
	@Nullable Runnable pollDue(Instant now) {
		dropCancelled();
		Entry first = this.entries.peek();
		if (first == null || first.due.isAfter(now)) {
			return null;
		}
		this.entries.poll();
		Runnable task = first.task;
		first.task = null;
		first.queue = null;
		return task;
	}

	/** Forget all timers, for good. */
	void dispose() {
		this.disposed = true;
		this.entries.clear();
	}

	int size() {
		return this.entries.size() - this.cancelled;
	}

	private void dropCancelled() {
		while (true) {
			Entry first = this.entries.peek();
			if (first == null || first.task != null) {
				return;
			}
			this.entries.poll();
			this.cancelled--;
		}
	}

	private void onCancel() {
		this.cancelled++;
		if (this.cancelled > COMPACT_ABOVE && this.cancelled > this.entries.size() / 2) {
			PriorityQueue<Entry> live = new PriorityQueue<>();
			for (Entry entry : this.entries) {
				if (entry.task != null) {
					live.add(entry);
				}
			}
			this.entries = live;
			this.cancelled = 0;
		}
	}

	/**
	 * One timer.
	 */
	static final class Entry implements Loop.Timer, Comparable<Entry> {

		private final Instant due;

		private final long sequence;

		private @Nullable Runnable task;

		private @Nullable TimerQueue queue;

		Entry(Instant due, long sequence, Runnable task) {
			this.due = due;
			this.sequence = sequence;
			this.task = task;
		}

		@Override
		public void cancel() {
			if (this.task == null) {
				return;
			}
			this.task = null;
			if (this.queue != null) {
				this.queue.onCancel();
				this.queue = null;
			}
		}

		@Override
		public int compareTo(Entry other) {
			int order = this.due.compareTo(other.due);
			return (order != 0) ? order : Long.compare(this.sequence, other.sequence);
		}

	}

}
