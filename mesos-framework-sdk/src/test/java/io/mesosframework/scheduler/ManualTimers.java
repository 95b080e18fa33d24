package io.mesosframework.scheduler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Timers whose time is moved by the test.
 */
final class ManualTimers implements SchedulerTimers {

	private final List<Entry> entries = new ArrayList<>();

	private long now;

	private boolean closed;

	@Override
	public synchronized long nanoTime() {
		return this.now;
	}

	@Override
	public synchronized Runnable schedule(Duration delay, Runnable action) {
		Entry entry = new Entry(this.now + delay.toNanos(), action);
		if (!this.closed) {
			this.entries.add(entry);
		}
		return () -> {
			synchronized (this) {
				this.entries.remove(entry);
			}
		};
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		this.entries.clear();
	}

	synchronized int pending() {
		return this.entries.size();
	}

	void advance(Duration duration) {
		long end = nanoTime() + duration.toNanos();
		for (Optional<Entry> next = next(end); next.isPresent(); next = next(end)) {
			next.get().action().run();
		}
		synchronized (this) {
			this.now = end;
		}
	}

	private synchronized Optional<Entry> next(long end) {
		Optional<Entry> next = this.entries.stream()
			.filter((entry) -> entry.at() <= end)
			.min(Comparator.comparingLong(Entry::at));
		next.ifPresent((entry) -> {
			this.entries.remove(entry);
			this.now = Math.max(this.now, entry.at());
		});
		return next;
	}

	private record Entry(long at, Runnable action) {
	}

}
