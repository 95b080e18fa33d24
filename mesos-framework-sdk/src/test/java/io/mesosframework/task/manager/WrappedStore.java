package io.mesosframework.task.manager;

import java.util.Map;
import java.util.concurrent.CompletionStage;

import com.google.protobuf.ByteString;

import io.mesosframework.store.StoreBatch;
import io.mesosframework.store.StoreSession;
import io.mesosframework.store.TaskStore;

/**
 * A store in memory of which a test decides what becomes of writes.
 */
abstract class WrappedStore implements TaskStore {

	private final TaskStore store = TaskStore.inMemory();

	/** Write a batch of a session, now, later or never. */
	abstract CompletionStage<Void> write(StoreSession session, StoreBatch batch);

	@Override
	public CompletionStage<StoreSession> open(long epoch) {
		return this.store.open(epoch).thenApply(Wrapped::new);
	}

	@Override
	public boolean isDurable() {
		return true;
	}

	@Override
	public void close() {
		this.store.close();
	}

	/**
	 * A session that asks before it writes.
	 */
	private final class Wrapped implements StoreSession {

		private final StoreSession session;

		Wrapped(StoreSession session) {
			this.session = session;
		}

		@Override
		public long epoch() {
			return this.session.epoch();
		}

		@Override
		public CompletionStage<Map<String, ByteString>> load() {
			return this.session.load();
		}

		@Override
		public CompletionStage<Void> write(StoreBatch batch) {
			return WrappedStore.this.write(this.session, batch);
		}

	}

}
