package io.mesosframework.embedded.master.state;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression in the syntax of RE2, which is what Mesos accepts in offer
 * constraints: no look-around, no back references, no possessive quantifiers, and a small
 * program. The whole text must match.
 */
final class Re2Pattern {

	/** What RE2 has room for when its memory is limited to 4096 bytes. */
	private static final int MAX_INSTRUCTIONS = 289;

	/** What Mesos allows. */
	private static final int MAX_PROGRAM_SIZE = 100;

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
		Re2Parser parser = new Re2Parser(regex);
		Pattern pattern;
		try {
			String translated = parser.parse();
			if (parser.instructions() > MAX_INSTRUCTIONS) {
				throw new SyntaxException("pattern too large - compile failed");
			}
			pattern = Pattern.compile(translated, Pattern.UNIX_LINES);
		}
		catch (SyntaxException ex) {
			throw new SyntaxException("Failed to construct regex from pattern '" + regex + "': " + ex.getMessage());
		}
		catch (PatternSyntaxException ex) {
			throw new SyntaxException("Failed to construct regex from pattern '" + regex + "': " + ex.getDescription());
		}
		if (parser.instructions() > MAX_PROGRAM_SIZE) {
			throw new SyntaxException("Regex '" + regex + "' is too complex: program size of " + parser.instructions()
					+ " is larger than maximum of " + MAX_PROGRAM_SIZE + " allowed");
		}
		return new Re2Pattern(pattern);
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
