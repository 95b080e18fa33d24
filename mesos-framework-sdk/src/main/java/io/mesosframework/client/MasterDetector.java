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
	 * @param previous the master which was tried last and which failed or ended the
	 * session, {@code null} at first
	 * @return completes with the next master to try, when there is one; may complete
	 * exceptionally with a {@link MesosException}
	 */
	CompletionStage<MasterAddress> detect(@Nullable MasterAddress previous);

	/**
	 * Release what detection needs.
	 */
	@Override
	default void close() {
	}

}
