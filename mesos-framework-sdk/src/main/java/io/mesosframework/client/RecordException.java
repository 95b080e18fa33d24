package io.mesosframework.client;

/**
 * A stream is not RecordIO or a record is too large. Nothing after it can be understood.
 */
final class RecordException extends Exception {

	private static final long serialVersionUID = 1L;

	RecordException(String message) {
		super(message);
	}

}
