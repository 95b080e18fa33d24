package io.mesosframework.model;

/**
 * Limits the length of external texts of agents, executors and tasks. They are truncated
 * before they are stored, logged or displayed.
 *
 * @since 0.1.0
 */
public final class TextLimits {

	/** The maximum length of a message, in characters. */
	public static final int MESSAGE = 1024;

	/** The maximum length of a hostname, in characters. */
	public static final int NAME = 255;

	private TextLimits() {
	}

	/**
	 * Truncate a message.
	 * @param text the message
	 * @return its first {@value #MESSAGE} characters; a truncated text is followed by its
	 * original length
	 */
	public static String message(String text) {
		return cut(text, MESSAGE);
	}

	/**
	 * Truncate a hostname.
	 * @param text the name
	 * @return its first {@value #NAME} characters; a truncated text is followed by its
	 * original length
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
