package io.mesosframework.client;

/**
 * Thrown when a text is not JSON, or not the JSON of the expected message.
 */
final class JsonException extends Exception {

	private static final long serialVersionUID = 1L;

	JsonException(String message) {
		super(message);
	}

	JsonException(String message, Throwable cause) {
		super(message, cause);
	}

}
