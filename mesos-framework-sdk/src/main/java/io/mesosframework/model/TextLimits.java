package io.mesosframework.model;

/**
 * How much is kept of texts that come from outside: from agents, executors and tasks.
 * They are cut before they are stored, logged or shown, so that no text can be too large
 * for that.
 *
 * @since 0.1.0
 */
public final class TextLimits {

	/** How many characters are kept of a message. */
	public static final int MESSAGE = 1024;

	/** How many characters are kept of a hostname. */
	public static final int NAME = 255;

	private TextLimits() {
	}

	/**
	 * Cut a message.
	 * @param text the message
	 * @return its first {@value #MESSAGE} characters; if more were cut off, followed by
	 * how many it had
	 */
	public static String message(String text) {
		return cut(text, MESSAGE);
	}

	/**
	 * Cut a hostname.
	 * @param text the name
	 * @return its first {@value #NAME} characters; if more were cut off, followed by how
	 * many it had
	 */
	public static String name(String text) {
		return cut(text, NAME);
	}

	private static String cut(String text, int most) {
		if (text.length() <= most) {
			return text;
		}
		int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
		return text.substring(0, end) + "… (" + text.length() + " characters)";
	}

}
