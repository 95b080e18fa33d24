package io.mesosframework.client;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts unanswered calls and keeps them within limits. Thread-safe.
 */
final class PendingLimits {

	private final int maxCalls;

	private final long maxBytes;

	private final AtomicInteger calls = new AtomicInteger();

	private final AtomicLong bytes = new AtomicLong();

	private volatile boolean saturated;

	PendingLimits(int maxCalls, long maxBytes) {
		this.maxCalls = maxCalls;
		this.maxBytes = maxBytes;
	}

	/**
	 * Add a call before it is queued.
	 * @param size its size
	 * @return whether the limits permit it; a single call is always permitted
	 */
	boolean add(int size) {
		int calls = this.calls.incrementAndGet();
		long bytes = this.bytes.addAndGet(size);
		if (calls > 1 && (calls > this.maxCalls || bytes > this.maxBytes)) {
			this.calls.decrementAndGet();
			this.bytes.addAndGet(-size);
			return false;
		}
		if (calls > this.maxCalls / 2 || bytes > this.maxBytes / 2) {
			this.saturated = true;
		}
		return true;
	}

	/**
	 * Remove a call.
	 * @param size its size
	 * @return whether more calls may be sent again as a result
	 */
	boolean remove(int size) {
		int calls = this.calls.decrementAndGet();
		long bytes = this.bytes.addAndGet(-size);
		if (this.saturated && calls <= this.maxCalls / 4 && bytes <= this.maxBytes / 4) {
			this.saturated = false;
			return true;
		}
		return false;
	}

	int calls() {
		return this.calls.get();
	}

	long bytes() {
		return this.bytes.get();
	}

	boolean writable() {
		return !this.saturated;
	}

}
