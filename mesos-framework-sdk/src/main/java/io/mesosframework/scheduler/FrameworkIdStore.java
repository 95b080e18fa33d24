package io.mesosframework.scheduler;

import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.jspecify.annotations.Nullable;

/**
 * Stores the framework id, so that a restarted framework resumes its tasks instead of
 * leaving them running without an owner.
 * <p>
 * The scheduler saves a new id before it sends any other call in that session, so
 * implementations must not complete {@link #save} before the id is durable.
 * Implementations must not block the caller and may complete on any thread.
 *
 * @since 0.1.0
 */
public interface FrameworkIdStore {

	/**
	 * Load the id.
	 * @return the id, {@code null} if the framework has none yet; completes exceptionally
	 * if the id cannot be determined, in which case the scheduler tries again instead of
	 * registering as a new framework
	 */
	CompletionStage<@Nullable FrameworkID> load();

	/**
	 * Save the id.
	 * @param frameworkId the id
	 * @return completes when the id is durable
	 */
	CompletionStage<@Nullable Void> save(FrameworkID frameworkId);

	/**
	 * Clear the id, because it is no longer valid.
	 * @return completes when it has been cleared
	 */
	CompletionStage<@Nullable Void> clear();

	/**
	 * Return whether the id outlives the process, so that a restarted framework can use
	 * it again.
	 * @return {@code true} by default
	 */
	default boolean isDurable() {
		return true;
	}

	/**
	 * Return a store whose content is lost when the process ends.
	 * @return a new store
	 */
	static FrameworkIdStore inMemory() {
		return new InMemoryFrameworkIdStore();
	}

	/**
	 * Return a store that uses one small text file, replaced atomically and forced to the
	 * disk.
	 * @param file the file; missing directories are created
	 * @return a new store
	 */
	static FrameworkIdStore file(Path file) {
		return new FileFrameworkIdStore(file);
	}

}
