package io.mesosframework.task.manager;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.jspecify.annotations.Nullable;

import io.mesosframework.scheduler.FrameworkIdStore;
import io.mesosframework.store.StoreBatch;
import io.mesosframework.store.StoreException;
import io.mesosframework.store.StoreSession;
import io.mesosframework.store.TaskStore;
import io.mesosframework.task.internal.state.StateCodec;
import io.mesosframework.task.internal.state.StoreKeys;
import io.mesosframework.task.internal.state.StoredFramework;

/**
 * What a framework must not forget, in a store: its id, and what its task manager knows.
 * Opened once, before the framework subscribes; the framework's id is kept with its
 * tasks, so that neither is ever there without the other. Thread-safe.
 *
 * @since 0.1.0
 */
public final class FrameworkState {

	private final TaskStore store;

	private final FrameworkIdStore frameworkIds = new StoredFrameworkId();

	private volatile @Nullable StoreSession session;

	private volatile @Nullable String storedId;

	/**
	 * Create the state of one framework.
	 * @param store where it is kept
	 */
	public FrameworkState(TaskStore store) {
		this.store = store;
	}

	/**
	 * Become the writer of the store, and read what it holds.
	 * @param epoch the epoch of the leadership, or {@link TaskStore#NEXT_EPOCH}
	 * @return completes when everything is read; fails with {@link StoreException}
	 */
	CompletionStage<Opened> open(long epoch) {
		return this.store.open(epoch).thenCompose((opened) -> opened.load().thenApply((entries) -> {
			ByteString framework = entries.get(StoreKeys.FRAMEWORK_ID);
			this.storedId = (framework != null)
					? StateCodec.read(StoredFramework.class, StoreKeys.FRAMEWORK_ID, framework).id() : null;
			this.session = opened;
			return new Opened(opened, entries);
		}));
	}

	/**
	 * Return whether the state outlives the process.
	 * @return {@code true} if it does
	 */
	public boolean isDurable() {
		return this.store.isDurable();
	}

	/**
	 * Return where the framework's id is kept.
	 * @return a store of ids that can be used once the task manager has read its state
	 */
	public FrameworkIdStore frameworkIds() {
		return this.frameworkIds;
	}

	/**
	 * An opened store.
	 *
	 * @param session writes
	 * @param entries what it held when it was opened
	 */
	record Opened(StoreSession session, Map<String, ByteString> entries) {

	}

	/**
	 * Keeps the framework's id with the tasks.
	 */
	private final class StoredFrameworkId implements FrameworkIdStore {

		@Override
		public CompletionStage<@Nullable FrameworkID> load() {
			if (FrameworkState.this.session == null) {
				return CompletableFuture.failedFuture(notOpen());
			}
			String stored = FrameworkState.this.storedId;
			return CompletableFuture
				.completedFuture((stored != null) ? FrameworkID.newBuilder().setValue(stored).build() : null);
		}

		@Override
		public CompletionStage<@Nullable Void> save(FrameworkID frameworkId) {
			StoredFramework framework = new StoredFramework(frameworkId.getValue());
			return write(StoreBatch.builder().put(StoreKeys.FRAMEWORK_ID, () -> StateCodec.write(framework)).build(),
					framework.id());
		}

		@Override
		public CompletionStage<@Nullable Void> clear() {
			return write(StoreBatch.builder().remove(StoreKeys.FRAMEWORK_ID).build(), null);
		}

		@Override
		public boolean isDurable() {
			return FrameworkState.this.isDurable();
		}

		private CompletionStage<@Nullable Void> write(StoreBatch batch, @Nullable String next) {
			StoreSession writer = FrameworkState.this.session;
			if (writer == null) {
				return CompletableFuture.failedFuture(notOpen());
			}
			return writer.write(batch).thenApply((done) -> {
				FrameworkState.this.storedId = next;
				return done;
			});
		}

		private static StoreException notOpen() {
			return new StoreException(
					"The store has not been read: restore the task manager before the framework is started", null);
		}

	}

}
