package io.mesosframework.client;

/**
 * Thrown when a stream is not RecordIO or a record is too large. The rest of the stream
 * cannot be decoded.
 */
final class RecordException extends Exception {

	private static final long serialVersionUID = 1L;

	RecordException(String message) {
		super(message);
	}

}
