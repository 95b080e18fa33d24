package io.mesosframework.client;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * Finds the leading master. Implementations must be thread-safe and must not block.
 *
 * @since 0.1.0
 */
public interface MasterDetector extends AutoCloseable {

	/**
	 * Find a master to subscribe with.
	 * @param previous the master that was tried last and failed or ended the session,
	 * {@code
	 * null} on the first call
	 * @return completes with the next master to try, as soon as there is one; may
	 * complete exceptionally with a {@link MesosException}
	 */
	CompletionStage<MasterAddress> detect(@Nullable MasterAddress previous);

	/**
	 * Release the resources used for detection.
	 */
	@Override
	default void close() {
	}

}
