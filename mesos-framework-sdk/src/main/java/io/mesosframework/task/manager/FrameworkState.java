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
 * Durable state of a framework: its id and the state of its task manager. Opened once,
 * before the framework subscribes. The framework's id is stored together with its tasks,
 * so that neither exists without the other. Thread-safe.
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
	 * @param store the store that holds the state
	 */
	public FrameworkState(TaskStore store) {
		this.store = store;
	}

	/**
	 * Become the writer of the store and read its contents.
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
	 * Return the store of the framework's id.
	 * @return the store, which can be used once the task manager has read its state
	 */
	public FrameworkIdStore frameworkIds() {
		return this.frameworkIds;
	}

	/**
	 * An opened store.
	 *
	 * @param session the session that writes to the store
	 * @param entries the entries of the store when it was opened
	 */
	record Opened(StoreSession session, Map<String, ByteString> entries) {

	}

	/**
	 * Stores the framework's id together with the tasks.
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
