package io.mesosframework.util;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Finds what a future has failed with.
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
	 * {@link ExecutionException}; the failure itself if it is none of them
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

}
