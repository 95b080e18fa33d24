package io.mesosframework.store;

/**
 * A write was refused because there is another writer by now.
 *
 * @since 0.1.0
 */
public final class StoreFencedException extends StoreException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message who writes now
	 */
	public StoreFencedException(String message) {
		super(message, null);
	}

}
