package io.mesosframework.embedded.codec;

/**
 * Thrown when a message cannot be read. The text is the one that Mesos responds with.
 *
 * @since 0.1.0
 */
public sealed class CodecException extends Exception permits JsonSyntaxException {

	private static final long serialVersionUID = 1;

	/**
	 * Create the exception.
	 * @param message the text, as Mesos says it
	 */
	public CodecException(String message) {
		super(message);
	}

	/**
	 * Return the text, as Mesos says it.
	 * @return the text
	 */
	public String text() {
		String message = getMessage();
		return (message != null) ? message : "";
	}

}
