package io.mesosframework.embedded.master.state;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression of an offer constraint, compiled by RE2/J and refused with the
 * texts of the C++ RE2 that Mesos uses. The whole text must match.
 */
final class Re2Pattern {

	/** The instructions that fit into the 4096 bytes which Mesos gives to RE2. */
	private static final int MAX_INSTRUCTIONS = 289;

	/** The instructions that Mesos allows. */
	private static final int MAX_PROGRAM_SIZE = 100;

	/** What RE2 adds to a program for searching, which RE2/J does without. */
	private static final int SEARCH_INSTRUCTIONS = 2;

	/** About what RE2 needs for all or most characters of UTF-8. */
	private static final int MOST_CHARACTERS = 8;

	/** About what RE2 needs for the characters of one script. */
	private static final int SCRIPT = 66;

	/** About what RE2 needs for a class which lists characters beyond ASCII. */
	private static final int SOME_CHARACTERS = 3;

	/** The descriptions of RE2/J and the texts of RE2. */
	private static final Map<String, String> TEXTS = Map.of("missing closing )", "missing )", "missing closing ]",
			"missing ]", "missing argument to repetition operator", "no argument for repetition operator",
			"invalid nested repetition operator", "bad repetition operator", "invalid repeat count",
			"invalid repetition size", "invalid or unsupported Perl syntax", "invalid perl operator",
			"invalid named capture", "invalid named capture group", "trailing backslash at end of expression",
			"trailing \\", "regexp/syntax: internal error", "unexpected )");

	/** An operator that no RE2 knows; it stands for one that only RE2/J knows. */
	private static final String UNKNOWN_OPERATOR = "(?\u0001";

	private static final String NAMED_GROUP = "(?<";

	private static final java.util.regex.Pattern TOKEN = java.util.regex.Pattern.compile(
			"\\\\Q.*?(?:\\\\E|$)|\\\\[pP](?:\\{[^}]*\\}|.)|\\\\.|"
					+ "\\[\\^?\\]?(?:\\[:\\^?\\w+:\\]|\\\\[pP]\\{[^}]*\\}|\\\\.|[^\\]])*\\]|.",
			java.util.regex.Pattern.DOTALL);

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
		int size;
		Pattern pattern;
		try {
			Pattern.compile(regex.replace(NAMED_GROUP, UNKNOWN_OPERATOR));
			size = Pattern.compile(utf8(regex)).programSize() + SEARCH_INSTRUCTIONS;
			pattern = Pattern.compile(regex);
		}
		catch (PatternSyntaxException ex) {
			throw refused(regex, text(regex, ex));
		}
		if (size > MAX_INSTRUCTIONS) {
			throw refused(regex, "pattern too large - compile failed");
		}
		if (size > MAX_PROGRAM_SIZE) {
			throw new SyntaxException("Regex '" + regex + "' is too complex: program size of " + size
					+ " is larger than maximum of " + MAX_PROGRAM_SIZE + " allowed");
		}
		return new Re2Pattern(pattern);
	}

	private static SyntaxException refused(String regex, String text) {
		return new SyntaxException("Failed to construct regex from pattern '" + regex + "': " + text);
	}

	private static String text(String regex, PatternSyntaxException ex) {
		String text = TEXTS.getOrDefault(ex.getDescription(), ex.getDescription());
		return switch (text) {
			case "trailing \\" -> text;
			case "missing )", "unexpected )" -> text + ": " + regex;
			default -> text + ": " + ex.getPattern().replace(UNKNOWN_OPERATOR, NAMED_GROUP);
		};
	}

	/**
	 * Replace what matches more than ASCII by as many instructions as RE2 needs for it,
	 * which works on the bytes of UTF-8. RE2/J works on characters.
	 * @param regex a valid expression
	 * @return an expression with about the size of the program of RE2
	 */
	private static String utf8(String regex) {
		return TOKEN.matcher(regex).replaceAll((token) -> {
			int size = instructions(token.group());
			return Matcher.quoteReplacement((size > 1) ? "(?:" + "x".repeat(size) + ")" : token.group());
		});
	}

	private static int instructions(String token) {
		boolean charClass = token.startsWith("[") && token.length() > 1;
		if (token.startsWith("\\Q")) {
			return 1;
		}
		if (token.matches("(?s)(?:\\[.*)?\\\\[pP].*")) {
			return token.matches("(?s).*\\\\[pP]\\{\\^?\\w{3,}.*") ? SCRIPT : MAX_INSTRUCTIONS;
		}
		if (token.equals(".") || token.matches("(?s)(?:\\[.*)?\\\\[DSW].*") || token.startsWith("[^") && charClass) {
			return MOST_CHARACTERS;
		}
		int bytes = token.getBytes(StandardCharsets.UTF_8).length;
		return (bytes == token.length()) ? 1 : charClass ? SOME_CHARACTERS : bytes;
	}

	/**
	 * Return whether the whole text matches.
	 * @param text the text
	 * @return {@code true} when it matches
	 */
	boolean matches(String text) {
		return this.pattern.matches(text);
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
