package io.mesosframework.model;

/**
 * Thrown when a text does not describe resources. The message shows the position of the
 * error and how to correct it.
 *
 * @since 0.1.0
 */
public class ResourceFormatException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final int position;

	/**
	 * Create an exception.
	 * @param text the whole text
	 * @param position the position of the error, starting at 0
	 * @param fault what is wrong there
	 * @param remedy what to write instead
	 */
	public ResourceFormatException(String text, int position, String fault, String remedy) {
		super("The resources \"" + text + "\" are not valid at position " + position + ": " + fault + ". " + remedy
				+ ".");
		this.position = position;
	}

	/**
	 * Return the position of the error.
	 * @return an index into the text, starting at 0
	 */
	public int position() {
		return this.position;
	}

}
