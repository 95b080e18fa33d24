package io.mesosframework.boot.task.controller;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.mesosframework.boot.rest.EventStream;
import io.mesosframework.boot.task.descriptor.EventDescriptor;
import io.mesosframework.task.TaskManagerEvent;

/**
 * Event stream of one reader: a bounded queue between the event loop, which never blocks,
 * and the thread that writes.
 */
final class EventReader implements EventStream {

	/** Number of heartbeat periods after which a reader is considered stuck. */
	private static final int PATIENCE = 4;

	private final @Nullable String app;

	private final int capacity;

	private final long heartbeatNanos;

	private final Function<Object, String> json;

	private final Consumer<EventReader> gone;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final ArrayDeque<TaskManagerEvent> queue = new ArrayDeque<>();

	private @Nullable String ending;

	private boolean greeted;

	private boolean closed;

	EventReader(@Nullable String app, int capacity, Duration heartbeat, Function<Object, String> json,
			Consumer<EventReader> gone) {
		this.app = app;
		this.capacity = capacity;
		this.heartbeatNanos = heartbeat.toNanos();
		this.json = json;
		this.gone = gone;
	}

	/**
	 * Add an event. If the queue is full, discard it and end the stream. Called on the
	 * event loop.
	 */
	void offer(TaskManagerEvent event) {
		if (this.app != null && !this.app.equals(EventDescriptor.app(event))) {
			return;
		}
		this.lock.lock();
		try {
			if (this.ending != null || this.closed) {
				return;
			}
			if (this.queue.size() >= this.capacity) {
				this.queue.clear();
				this.ending = "the reader is too slow: " + this.capacity
						+ " events waited; read mesostasks, then follow anew";
			}
			else {
				this.queue.add(event);
			}
			this.changed.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** End the stream with a reason after the queued events have been written. */
	void end(String reason) {
		this.lock.lock();
		try {
			if (this.ending == null) {
				this.ending = reason;
			}
			this.changed.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public @Nullable String next() throws InterruptedException {
		TaskManagerEvent event;
		this.lock.lockInterruptibly();
		try {
			if (!this.greeted) {
				this.greeted = true;
				return ": events follow\n\n";
			}
			long left = this.heartbeatNanos;
			while (!this.closed && this.ending == null && this.queue.isEmpty() && left > 0) {
				left = this.changed.awaitNanos(left);
			}
			if (this.closed) {
				return null;
			}
			event = this.queue.poll();
			if (event == null && this.ending == null) {
				return ": heartbeat\n\n";
			}
			if (event == null) {
				this.closed = true;
				return text("closed", Map.of("reason", String.valueOf(this.ending)));
			}
		}
		finally {
			this.lock.unlock();
		}
		EventDescriptor descriptor = EventDescriptor.of(event);
		return text(descriptor.type(), descriptor);
	}

	private String text(String type, Object content) {
		return "event: " + type + "\ndata: " + this.json.apply(content) + "\n\n";
	}

	@Override
	public Duration patience() {
		return Duration.ofNanos(this.heartbeatNanos).multipliedBy(PATIENCE);
	}

	@Override
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.queue.clear();
			this.changed.signal();
		}
		finally {
			this.lock.unlock();
		}
		this.gone.accept(this);
	}

}
