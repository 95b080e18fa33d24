package io.mesosframework.store;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.google.protobuf.ByteString;

/**
 * Keeps entries in memory. All stages complete immediately, on the caller's thread.
 */
final class InMemoryTaskStore implements TaskStore {

	private final Map<String, StoredValue> entries = new HashMap<>();

	private long epoch;

	private boolean closed;

	@Override
	public synchronized CompletionStage<StoreSession> open(long epoch) {
		if (epoch != NEXT_EPOCH && epoch <= this.epoch) {
			return CompletableFuture.failedFuture(fenced(epoch));
		}
		if (this.closed) {
			return CompletableFuture.failedFuture(closed());
		}
		this.epoch = (epoch != NEXT_EPOCH) ? epoch : this.epoch + 1;
		return CompletableFuture.completedFuture(new Session(this.epoch));
	}

	private StoreFencedException fenced(long epoch) {
		return new StoreFencedException(
				"Epoch " + epoch + " may not write any more: epoch " + this.epoch + " has taken over");
	}

	private static StoreException closed() {
		return new StoreException("The store is closed", null);
	}

	@Override
	public boolean isDurable() {
		return false;
	}

	@Override
	public synchronized void close() {
		this.closed = true;
	}

	private synchronized CompletionStage<Map<String, ByteString>> load(long reader) {
		if (this.closed) {
			return CompletableFuture.failedFuture(closed());
		}
		if (reader != this.epoch) {
			return CompletableFuture.failedFuture(fenced(reader));
		}
		Map<String, ByteString> loaded = new HashMap<>();
		this.entries.forEach((key, value) -> loaded.put(key, value.encode()));
		return CompletableFuture.completedFuture(loaded);
	}

	private synchronized CompletionStage<Void> write(long writer, StoreBatch batch) {
		if (this.closed) {
			return CompletableFuture.failedFuture(closed());
		}
		if (writer != this.epoch) {
			return CompletableFuture.failedFuture(fenced(writer));
		}
		batch.changes().forEach((key, value) -> {
			if (value != null) {
				this.entries.put(key, value);
			}
			else {
				this.entries.remove(key);
			}
		});
		return CompletableFuture.completedFuture(null);
	}

	/**
	 * The session of one writer.
	 */
	private final class Session implements StoreSession {

		private final long writer;

		Session(long writer) {
			this.writer = writer;
		}

		@Override
		public long epoch() {
			return this.writer;
		}

		@Override
		public CompletionStage<Map<String, ByteString>> load() {
			return InMemoryTaskStore.this.load(this.writer);
		}

		@Override
		public CompletionStage<Void> write(StoreBatch batch) {
			return InMemoryTaskStore.this.write(this.writer, batch);
		}

	}

}
