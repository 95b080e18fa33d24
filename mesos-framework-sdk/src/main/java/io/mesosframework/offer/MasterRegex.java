package io.mesosframework.offer;

import java.util.regex.Matcher;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Tells which regular expressions of RE2/J a Mesos master accepts in offer constraints.
 * Both match alike, but the master refuses programs of more than 100 instructions, and
 * with them the whole call; and it counts bytes of UTF-8 where RE2/J counts characters.
 */
final class MasterRegex {

	/** Below the 100 of Mesos, since the size is estimated. */
	private static final int MAX_SIZE = 80;

	/** About what RE2 needs for most characters of UTF-8. */
	private static final String WIDE = "(?:" + "x".repeat(12) + ")";

	/** What an older RE2 does not know, or what is large: named groups, scripts. */
	private static final java.util.regex.Pattern UNSURE = java.util.regex.Pattern.compile("\\(\\?<|\\\\[pPQC]|\\[\\[:");

	private static final java.util.regex.Pattern TOKEN = java.util.regex.Pattern
		.compile("\\\\.|\\[\\^?\\]?(?:\\\\.|[^\\]\\\\])*\\]|.", java.util.regex.Pattern.DOTALL);

	private MasterRegex() {
	}

	/**
	 * Return whether a master accepts an expression for sure.
	 * @param regex an expression
	 */
	static boolean isAccepted(String regex) {
		if (UNSURE.matcher(regex).find()) {
			return false;
		}
		String expanded = TOKEN.matcher(regex)
			.replaceAll((token) -> Matcher.quoteReplacement(isWide(token.group()) ? WIDE : token.group()));
		try {
			Pattern.compile(regex);
			return Pattern.compile(expanded).programSize() <= MAX_SIZE;
		}
		catch (PatternSyntaxException ex) {
			return false;
		}
	}

	private static boolean isWide(String token) {
		boolean ascii = token.chars().allMatch((c) -> c < 128);
		return !ascii || token.equals(".") || (token.startsWith("[^") && token.length() > 2)
				|| token.matches("(?s)(?:\\[.*)?\\\\[DSW].*");
	}

}
