package io.mesosframework.store;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a store permanently refuses a value because it is too large or cannot be
 * encoded. Nothing of its batch was written; the batch can be written without that value.
 *
 * @since 0.1.0
 */
public class StoreValueException extends StoreException {

	private static final long serialVersionUID = 1L;

	private final String key;

	/**
	 * Create an exception.
	 * @param key the key of the value
	 * @param message why the value is refused
	 * @param cause why, or {@code null}
	 */
	public StoreValueException(String key, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.key = key;
	}

	/**
	 * Return the key of the value.
	 * @return the key
	 */
	public String key() {
		return this.key;
	}

}
