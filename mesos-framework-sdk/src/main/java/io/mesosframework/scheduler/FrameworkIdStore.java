package io.mesosframework.scheduler;

import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the framework's id, so that a restarted framework gets its tasks back instead of
 * leaving them running without an owner.
 * <p>
 * The scheduler saves a new id before it sends any other call in that session, so an
 * implementation must complete {@link #save} only when the id is durable. Implementations
 * must not block the caller and may complete on any thread.
 *
 * @since 0.1.0
 */
public interface FrameworkIdStore {

	/**
	 * Reads the id.
	 * @return the id, {@code null} if the framework has none yet; completes exceptionally
	 * if it cannot be known, and the scheduler then tries again rather than registering
	 * as a new framework
	 */
	CompletionStage<@Nullable FrameworkID> load();

	/**
	 * Saves the id.
	 * @param frameworkId the id
	 * @return completes when the id is durable
	 */
	CompletionStage<@Nullable Void> save(FrameworkID frameworkId);

	/**
	 * Forgets the id, because it is dead.
	 * @return completes when it is forgotten
	 */
	CompletionStage<@Nullable Void> clear();

	/**
	 * Return whether the id outlives the process, so that a restarted framework can
	 * resume it.
	 * @return whether it does; {@code true} by default
	 */
	default boolean isDurable() {
		return true;
	}

	/**
	 * A store that forgets with the process.
	 * @return a new store
	 */
	static FrameworkIdStore inMemory() {
		return new InMemoryFrameworkIdStore();
	}

	/**
	 * A store in one small text file, replaced atomically and forced to the disk.
	 * @param file the file; missing directories are created
	 * @return a new store
	 */
	static FrameworkIdStore file(Path file) {
		return new FileFrameworkIdStore(file);
	}

}
