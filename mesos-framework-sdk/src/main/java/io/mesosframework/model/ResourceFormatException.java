package io.mesosframework.model;

/**
 * A text does not describe resources. The message shows where, and what would be right.
 *
 * @since 0.1.0
 */
public class ResourceFormatException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final int position;

	/**
	 * Creates the exception.
	 * @param text the whole text
	 * @param position where the fault is, from 0
	 * @param fault what is wrong there
	 * @param remedy what to write instead
	 */
	public ResourceFormatException(String text, int position, String fault, String remedy) {
		super("The resources \"" + text + "\" are not valid at position " + position + ": " + fault + ". " + remedy
				+ ".");
		this.position = position;
	}

	/**
	 * Where the fault is.
	 * @return an index into the text, from 0
	 */
	public int position() {
		return this.position;
	}

}
