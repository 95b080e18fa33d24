package io.mesosframework.store;

import org.jspecify.annotations.Nullable;

/**
 * A store refuses one value, and always will: it is too large or cannot be encoded.
 * Nothing of its batch was written. The same batch without that value can be written.
 *
 * @since 0.1.0
 */
public class StoreValueException extends StoreException {

	private static final long serialVersionUID = 1L;

	private final String key;

	/**
	 * Create an exception.
	 * @param key the key of the value
	 * @param message why it is refused
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
