package io.mesosframework.client;

import java.util.Locale;

import io.mesosframework.util.LogText;

/**
 * Makes text from unknown sources safe for logs.
 */
final class Text {

	private Text() {
	}

	/**
	 * Convert bytes to text for a log line.
	 * @param bytes any bytes
	 * @return printable ASCII, everything else as {@code \xNN}
	 */
	static String printable(byte[] bytes) {
		StringBuilder out = new StringBuilder(bytes.length);
		for (byte b : bytes) {
			if (b >= 0x20 && b < 0x7f && b != '\\' && b != '"') {
				out.append((char) b);
			}
			else {
				out.append(String.format(Locale.ROOT, "\\x%02x", b & 0xff));
			}
		}
		return out.toString();
	}

	/**
	 * Shorten the body of an answer to one line.
	 * @param body any text
	 * @return at most {@value LogText#MAX_LENGTH} characters without line breaks or
	 * control characters
	 */
	static String excerpt(String body) {
		return LogText.of(body);
	}

	/**
	 * Return whether a body is a web page.
	 * @param body any text
	 * @return whether it begins like HTML or XML
	 */
	static boolean isMarkup(String body) {
		return body.stripLeading().startsWith("<");
	}

}
