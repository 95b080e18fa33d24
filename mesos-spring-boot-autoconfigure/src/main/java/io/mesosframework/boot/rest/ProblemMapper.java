package io.mesosframework.boot.rest;

import org.jspecify.annotations.Nullable;

/**
 * Knows what exceptions of the application mean to a client.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProblemMapper {

	/**
	 * Map an exception.
	 * @param failure the exception
	 * @return the problem, or {@code null} if the exception is not known
	 */
	@Nullable ProblemException map(Throwable failure);

}
