package io.mesosframework.embedded.codec;

/**
 * A message cannot be read. The text is the one that Mesos would answer with.
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
