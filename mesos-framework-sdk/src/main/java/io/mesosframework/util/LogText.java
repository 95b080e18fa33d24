package io.mesosframework.util;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Makes external text safe for one log line. Tasks, agents and masters may send line
 * breaks, terminal escapes and text of any length.
 *
 * @since 0.1.0
 */
public final class LogText {

	/** The maximum number of characters in the log. */
	public static final int MAX_LENGTH = 300;

	private LogText() {
	}

	/**
	 * Return a text on one line, without characters that a terminal interprets.
	 * @param text any text; {@code null} is returned as the text {@code null}
	 * @return at most {@value #MAX_LENGTH} characters, then an ellipsis; white space is
	 * collapsed, control and format characters and lone surrogates are escaped as {@code
	 * \\uXXXX}
	 */
	public static String of(@Nullable String text) {
		if (text == null) {
			return "null";
		}
		StringBuilder out = new StringBuilder(Math.min(text.length(), MAX_LENGTH) + 1);
		boolean space = false;
		int at = 0;
		while (at < text.length() && out.length() < MAX_LENGTH) {
			int c = text.codePointAt(at);
			at += Character.charCount(c);
			if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
				space = !out.isEmpty();
				continue;
			}
			if (space) {
				out.append(' ');
				space = false;
			}
			append(out, c);
		}
		return (at < text.length() && !text.substring(at).isBlank()) ? out.append('…').toString() : out.toString();
	}

	private static void append(StringBuilder out, int c) {
		switch (Character.getType(c)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR, Character.PRIVATE_USE, Character.UNASSIGNED ->
				out.append(String.format(Locale.ROOT, "\\u%04x", c));
			default -> out.appendCodePoint(c);
		}
	}

}
