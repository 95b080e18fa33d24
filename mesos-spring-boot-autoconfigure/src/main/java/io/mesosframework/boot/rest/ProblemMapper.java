package io.mesosframework.boot.rest;

import org.jspecify.annotations.Nullable;

/**
 * Maps exceptions of the application to problems for the client.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProblemMapper {

	/**
	 * Map an exception.
	 * @param failure the exception
	 * @return the problem, or {@code null} if the exception is unknown
	 */
	@Nullable ProblemException map(Throwable failure);

}
