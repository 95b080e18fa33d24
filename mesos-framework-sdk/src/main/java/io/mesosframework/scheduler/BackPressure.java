package io.mesosframework.scheduler;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the events waiting for the event loop and pauses reading from the master while
 * there are too many. TCP then slows down the master, so that nothing is dropped. Called
 * on the network thread and on the event loop.
 */
final class BackPressure {

	private final AtomicInteger depth = new AtomicInteger();

	private final AtomicLong pauses = new AtomicLong();

	private final Object transition = new Object();

	private final int highWater;

	private final int lowWater;

	private volatile boolean paused;

	private Reader reader = Reader.NONE;

	BackPressure(int capacity) {
		this.highWater = capacity;
		this.lowWater = capacity / 2;
	}

	/**
	 * The source of events.
	 */
	interface Reader {

		Reader NONE = new Reader() {

			@Override
			public void pause() {
			}

			@Override
			public void resume() {
			}

		};

		void pause();

		void resume();

	}

	/**
	 * Change the reader at the start and at the end of a session. A new reader is paused
	 * at once if the queue is still full of events of an older session.
	 * @param reader the new reader
	 */
	void reader(Reader reader) {
		synchronized (this.transition) {
			this.reader = reader;
			this.paused = false;
		}
		check();
	}

	/** Reset to an empty queue. */
	void reset() {
		synchronized (this.transition) {
			this.depth.set(0);
			this.paused = false;
			this.reader = Reader.NONE;
		}
	}

	void added(int events) {
		if (this.depth.addAndGet(events) >= this.highWater && !this.paused) {
			check();
		}
	}

	void handled() {
		if (this.depth.decrementAndGet() <= this.lowWater && this.paused) {
			check();
		}
	}

	private void check() {
		synchronized (this.transition) {
			if (!this.paused && this.depth.get() >= this.highWater) {
				this.paused = true;
				this.pauses.incrementAndGet();
				this.reader.pause();
			}
			// check again, because the loop may have emptied the queue before it saw the
			// pause
			if (this.paused && this.depth.get() <= this.lowWater) {
				this.paused = false;
				this.reader.resume();
			}
		}
	}

	boolean isPaused() {
		return this.paused;
	}

	int depth() {
		return this.depth.get();
	}

	long pauses() {
		return this.pauses.get();
	}

}
