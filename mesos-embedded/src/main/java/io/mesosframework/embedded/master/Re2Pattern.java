package io.mesosframework.embedded.master;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression in the syntax of RE2, which is what Mesos accepts in offer
 * constraints: no look-around, no back references, no possessive quantifiers, and a small
 * program. The whole text must match.
 */
final class Re2Pattern {

	/** What RE2 has left for the program when its memory is limited to 4096 bytes. */
	private static final int MAX_INSTRUCTIONS = 35;

	private final Pattern pattern;

	private Re2Pattern(Pattern pattern) {
		this.pattern = pattern;
	}

	/**
	 * Compile a regular expression.
	 * @param regex the expression
	 * @return the pattern
	 * @throws SyntaxException if Mesos would refuse it, with the text of Mesos
	 */
	static Re2Pattern compile(String regex) throws SyntaxException {
		try {
			Re2Parser parser = new Re2Parser(regex);
			String translated = parser.parse();
			if (parser.instructions() > MAX_INSTRUCTIONS) {
				throw new SyntaxException("pattern too large - compile failed");
			}
			return new Re2Pattern(Pattern.compile(translated, Pattern.UNIX_LINES));
		}
		catch (SyntaxException ex) {
			throw new SyntaxException("Failed to construct regex from pattern '" + regex + "': " + ex.getMessage());
		}
		catch (PatternSyntaxException ex) {
			throw new SyntaxException("Failed to construct regex from pattern '" + regex + "': " + ex.getDescription());
		}
	}

	/**
	 * Return whether the whole text matches.
	 * @param text the text
	 * @return {@code true} when it matches
	 */
	boolean matches(String text) {
		return this.pattern.matcher(text).matches();
	}

	/**
	 * A regular expression is not one of RE2.
	 */
	static final class SyntaxException extends Exception {

		private static final long serialVersionUID = 1L;

		SyntaxException(String message) {
			super(message);
		}

	}

}
