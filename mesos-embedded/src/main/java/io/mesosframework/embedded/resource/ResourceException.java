package io.mesosframework.embedded.resource;

/**
 * An operation cannot be applied to resources.
 *
 * @since 0.1.0
 */
public final class ResourceException extends Exception {

	private static final long serialVersionUID = 1;

	private final String text;

	/**
	 * Create the exception.
	 * @param text the text, as Mesos says it
	 */
	public ResourceException(String text) {
		super(text);
		this.text = text;
	}

	/**
	 * Return the text, as Mesos says it.
	 * @return the text
	 */
	public String text() {
		return this.text;
	}

}
