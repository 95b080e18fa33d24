package io.mesosframework.store;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a store operation fails. The message says where and what to do.
 *
 * @since 0.1.0
 */
public class StoreException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what failed, and what to do
	 * @param cause why, or {@code null}
	 */
	public StoreException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
