package io.mesosframework.offer;

import java.util.regex.Matcher;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Decides which RE2/J regular expressions a Mesos master accepts in offer constraints.
 * RE2 and RE2/J match alike, but the master rejects a program of more than 100
 * instructions, and with it the whole call. It also counts bytes of UTF-8 where RE2/J
 * counts characters.
 */
final class MasterRegex {

	/** Lower than the limit of 100 in Mesos, because the size is an estimate. */
	private static final int MAX_SIZE = 80;

	/** Approximately what RE2 needs for most UTF-8 characters. */
	private static final String WIDE = "(?:" + "x".repeat(12) + ")";

	/**
	 * Constructs that an older RE2 does not know or that compile to large programs: named
	 * groups and scripts.
	 */
	private static final java.util.regex.Pattern UNSURE = java.util.regex.Pattern.compile("\\(\\?<|\\\\[pPQC]|\\[\\[:");

	private static final java.util.regex.Pattern TOKEN = java.util.regex.Pattern
		.compile("\\\\.|\\[\\^?\\]?(?:\\\\.|[^\\]\\\\])*\\]|.", java.util.regex.Pattern.DOTALL);

	private MasterRegex() {
	}

	/**
	 * Return whether a master is certain to accept an expression.
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
