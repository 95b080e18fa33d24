package io.mesosframework.task;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import com.google.protobuf.ByteString;

import io.mesosframework.store.StoreBatch;
import io.mesosframework.store.StoreException;
import io.mesosframework.store.StoreSession;
import io.mesosframework.store.TaskStore;

/**
 * A store in memory whose writes can be held back, or fail.
 */
final class HeldStore implements TaskStore {

	private final TaskStore store = TaskStore.inMemory();

	private final Queue<Runnable> held = new ArrayDeque<>();

	private boolean holding;

	private int failures;

	/** From now on nothing is written. */
	synchronized void hold() {
		this.holding = true;
	}

	/** Write what was held back, and everything from now on at once. */
	synchronized void release() {
		this.holding = false;
		this.held.forEach(Runnable::run);
		this.held.clear();
	}

	/** Write what was held back, and nothing more. */
	synchronized void pass() {
		List<Runnable> writes = List.copyOf(this.held);
		this.held.clear();
		writes.forEach(Runnable::run);
	}

	/** What is held back is lost, as when the process dies. */
	synchronized void lose() {
		this.holding = false;
		this.held.clear();
	}

	synchronized int held() {
		return this.held.size();
	}

	synchronized void failNext(int count) {
		this.failures = count;
	}

	synchronized int failuresLeft() {
		return this.failures;
	}

	@Override
	public CompletionStage<StoreSession> open(long epoch) {
		return this.store.open(epoch).thenApply(HeldSession::new);
	}

	@Override
	public boolean isDurable() {
		return true;
	}

	@Override
	public void close() {
		this.store.close();
	}

	private synchronized CompletionStage<Void> write(Supplier<CompletionStage<Void>> write) {
		if (this.failures > 0) {
			this.failures--;
			return CompletableFuture.failedFuture(new StoreException("a fault of the test", null));
		}
		if (!this.holding) {
			return write.get();
		}
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.held.add(() -> write.get().whenComplete((ok, failure) -> {
			if (failure != null) {
				done.completeExceptionally(failure);
			}
			else {
				done.complete(null);
			}
		}));
		return done;
	}

	/**
	 * Holds back the writes of a session.
	 */
	private final class HeldSession implements StoreSession {

		private final StoreSession session;

		HeldSession(StoreSession session) {
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
			return HeldStore.this.write(() -> this.session.write(batch));
		}

	}

}
