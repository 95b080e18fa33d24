package io.mesosframework.store;

/**
 * Thrown when a write was refused because another writer has opened the store.
 *
 * @since 0.1.0
 */
public final class StoreFencedException extends StoreException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message names the current writer
	 */
	public StoreFencedException(String message) {
		super(message, null);
	}

}
