package io.mesosframework.boot.rest;

import org.jspecify.annotations.Nullable;

/**
 * Knows the exceptions of some handlers.
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
