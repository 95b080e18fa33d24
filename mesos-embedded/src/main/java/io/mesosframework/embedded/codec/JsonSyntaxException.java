package io.mesosframework.embedded.codec;

/**
 * Thrown when a text is not JSON.
 *
 * @since 0.1.0
 */
public final class JsonSyntaxException extends CodecException {

	private static final long serialVersionUID = 1;

	/**
	 * Create the exception.
	 * @param message the text, as Mesos says it
	 */
	public JsonSyntaxException(String message) {
		super(message);
	}

}
