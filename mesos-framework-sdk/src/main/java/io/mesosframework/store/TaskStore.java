package io.mesosframework.store;

import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

/**
 * Keeps entries by key, for one writer at a time. Who {@linkplain #open opens} the store
 * becomes its writer; whatever an earlier writer still tries to write is refused by the
 * store itself, so that a deposed leader can do no harm.
 * <p>
 * Keys are texts of printable ASCII without spaces, at most {@value #MAX_KEY_LENGTH}
 * characters long. Implementations never block the caller, may complete on any thread,
 * and are thread-safe.
 *
 * @since 0.1.0
 */
public interface TaskStore extends AutoCloseable {

	/** How long a key may be, in characters. */
	int MAX_KEY_LENGTH = 512;

	/** The epoch that is one higher than that of the writer before. */
	long NEXT_EPOCH = 0;

	/**
	 * Become the writer, and end the session of the one before.
	 * @param epoch the epoch of the writer: that of its leadership, above 0, or
	 * {@link #NEXT_EPOCH} where nobody else can lead
	 * @return the session; fails with {@link StoreFencedException} if there was a writer
	 * of the same or a higher epoch, and with {@link StoreException} if the store cannot
	 * be used
	 */
	CompletionStage<StoreSession> open(long epoch);

	/**
	 * Return whether entries outlive the process.
	 * @return {@code true} if they do
	 */
	boolean isDurable();

	/**
	 * Release what the store holds. Writes that are under way are completed or fail.
	 */
	@Override
	void close();

	/**
	 * Create a store that forgets with the process.
	 * @return an empty store
	 */
	static TaskStore inMemory() {
		return new InMemoryTaskStore();
	}

	/**
	 * Create a store in a directory of this machine: it outlives the process, and needs
	 * no server. Only one process at a time can use the directory. Files are touched on a
	 * thread of the store only, once it is opened; keep results' callbacks short, because
	 * they run there. Values may have up to 1 MiB, batches up to 256 MiB; all entries are
	 * held in memory, too.
	 * @param directory the directory, created if it is not there
	 * @return the store
	 */
	static TaskStore file(Path directory) {
		return new FileTaskStore(directory);
	}

}
