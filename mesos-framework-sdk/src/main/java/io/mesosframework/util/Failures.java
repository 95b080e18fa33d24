package io.mesosframework.util;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Unwraps and describes the failures of futures.
 *
 * @since 0.1.0
 */
public final class Failures {

	private Failures() {
	}

	/**
	 * Return a failure without the wrappers that futures put around it.
	 * @param failure the failure, for example the one given to {@code whenComplete}
	 * @return the first cause that is neither a {@link CompletionException} nor an
	 * {@link ExecutionException}; the failure itself if it is neither
	 */
	public static Throwable unwrap(Throwable failure) {
		Throwable unwrapped = failure;
		while (unwrapped instanceof CompletionException || unwrapped instanceof ExecutionException) {
			Throwable cause = unwrapped.getCause();
			if (cause == null) {
				return unwrapped;
			}
			unwrapped = cause;
		}
		return unwrapped;
	}

	/**
	 * Return the message of a failure.
	 * @param failure the failure, wrapped or not
	 * @return the message of the unwrapped failure, or its class if it has none
	 */
	public static String messageOf(Throwable failure) {
		Throwable cause = unwrap(failure);
		return (cause.getMessage() != null) ? cause.getMessage() : cause.toString();
	}

	/**
	 * Call user code that returns a stage, but may throw instead of failing it.
	 * @param <T> the type of the result
	 * @param action the code
	 * @return its stage, or a failed one if it has thrown
	 */
	public static <T extends @Nullable Object> CompletionStage<T> attempt(Supplier<CompletionStage<T>> action) {
		try {
			return action.get();
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedStage(ex);
		}
	}

}
