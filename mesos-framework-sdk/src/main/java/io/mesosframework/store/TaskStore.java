package io.mesosframework.store;

import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

/**
 * Stores entries by key, for one writer at a time. {@linkplain #open Opening} the store
 * makes the caller its writer. The store refuses writes of earlier writers, so that a
 * deposed leader can do no harm.
 * <p>
 * Keys consist of printable ASCII characters without spaces and are at most
 * {@value #MAX_KEY_LENGTH} characters long. Implementations never block the caller, may
 * complete on any thread, and are thread-safe.
 *
 * @since 0.1.0
 */
public interface TaskStore extends AutoCloseable {

	/** The maximum length of a key, in characters. */
	int MAX_KEY_LENGTH = 512;

	/** Requests the epoch that follows that of the previous writer. */
	long NEXT_EPOCH = 0;

	/**
	 * Become the writer and end the session of the previous one.
	 * @param epoch the epoch of the writer: the epoch of its leadership, greater than 0,
	 * or {@link #NEXT_EPOCH} if there is no leader election
	 * @return the session; fails with {@link StoreFencedException} if there has been a
	 * writer with the same or a higher epoch, and with {@link StoreException} if the
	 * store cannot be used
	 */
	CompletionStage<StoreSession> open(long epoch);

	/**
	 * Return whether entries outlive the process.
	 * @return {@code true} if they do
	 */
	boolean isDurable();

	/**
	 * Release the resources of the store. Pending writes are completed or fail.
	 */
	@Override
	void close();

	/**
	 * Create a store whose content is lost when the process ends.
	 * @return an empty store
	 */
	static TaskStore inMemory() {
		return new InMemoryTaskStore();
	}

	/**
	 * Create a store in a local directory. It outlives the process and needs no server.
	 * Only one process at a time can use the directory. After the store is opened, files
	 * are accessed on a thread of the store only; callbacks of results run there and must
	 * be short. The maximum size is 1 MiB for a value and 256 MiB for a batch. All
	 * entries are also kept in memory.
	 * @param directory the directory, created if it does not exist
	 * @return the store
	 */
	static TaskStore file(Path directory) {
		return new FileTaskStore(directory);
	}

}
