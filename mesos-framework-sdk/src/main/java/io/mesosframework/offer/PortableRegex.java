package io.mesosframework.offer;

import org.jspecify.annotations.Nullable;

/**
 * Rewrites a regular expression of Java for RE2, with which masters match. Only what
 * means the same to both is rewritten, and only what is small enough: Mesos refuses large
 * programs, and with them the whole call.
 */
final class PortableRegex {

	/** Mesos allows 100 instructions; what RE2 makes of a pattern is only estimated. */
	private static final int MAX_COST = 60;

	private static final String LITERALS = "-_/ :,@%=~#!<>\"'`;&";

	private final String source;

	/** Whether the result must not match more than the source; otherwise not less. */
	private final boolean strict;

	private final StringBuilder target = new StringBuilder();

	/** Whether what was read last can be repeated. */
	private boolean repeatable;

	private int at;

	private int cost;

	private PortableRegex(String source, boolean strict) {
		this.source = source;
		this.strict = strict;
	}

	/**
	 * Return a pattern that matches all that a pattern of Java matches, and hardly more.
	 * @return the pattern, or {@code null} if there is none
	 */
	static @Nullable String matchingAll(String source) {
		return new PortableRegex(source, false).rewrite();
	}

	/**
	 * Return a pattern that matches nothing but what a pattern of Java matches.
	 * @return the pattern, or {@code null} if there is none
	 */
	static @Nullable String matchingOnly(String source) {
		return new PortableRegex(source, true).rewrite();
	}

	private @Nullable String rewrite() {
		while (this.at < this.source.length()) {
			char c = this.source.charAt(this.at++);
			if (!next(c) || this.cost > MAX_COST) {
				return null;
			}
			this.repeatable = "^(|*+?".indexOf(c) < 0;
		}
		return this.target.toString();
	}

	private boolean next(char c) {
		return switch (c) {
			// values are matched as a whole by both
			case '^' -> this.at == 1;
			case '$' -> this.at == this.source.length();
			case '\\' -> escape("[0-9]", "[0-9A-Za-z_]");
			// RE2 excludes fewer characters than Java
			case '.' -> this.strict ? emit("[ -~]", 1) : emit(".", 12);
			case '[' -> set();
			case '(' -> group();
			case ')', '|' -> emit(String.valueOf(c), 1);
			case '*', '+', '?' -> quantifier(c);
			default -> literal(c);
		};
	}

	private boolean emit(String text, int instructions) {
		this.target.append(text);
		this.cost += instructions;
		return true;
	}

	private boolean literal(char c) {
		return (isLetterOrDigit(c) || LITERALS.indexOf(c) >= 0) && emit(String.valueOf(c), 1);
	}

	private static boolean isLetterOrDigit(char c) {
		return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
	}

	private boolean escape(String digits, String word) {
		if (this.at == this.source.length()) {
			return false;
		}
		char c = this.source.charAt(this.at++);
		if (c == 'd') {
			return emit(digits, 1);
		}
		if (c == 'w') {
			return emit(word, 4);
		}
		return c > ' ' && c < 127 && !isLetterOrDigit(c) && emit("\\" + c, 1);
	}

	private boolean group() {
		if (this.source.startsWith("?:", this.at)) {
			this.at += 2;
		}
		else if (this.source.startsWith("?", this.at)) {
			return false;
		}
		return emit("(?:", 1);
	}

	private boolean quantifier(char c) {
		if (!this.repeatable || this.source.startsWith("+", this.at)) {
			// nothing to repeat, or possessive
			return false;
		}
		if (this.source.startsWith("?", this.at)) {
			// lazy: no difference when the whole is matched
			this.at++;
		}
		return emit(String.valueOf(c), 1);
	}

	private boolean set() {
		emit("[", 2);
		if (this.source.startsWith("^", this.at)) {
			this.at++;
			emit("^", 12);
		}
		int start = this.at;
		while (this.at < this.source.length()) {
			char c = this.source.charAt(this.at++);
			if (c == ']') {
				return this.at > start + 1 && emit("]", 0);
			}
			boolean member = (c == '\\') ? escape("0-9", "0-9A-Za-z_")
					: (".*+?()|$".indexOf(c) >= 0) ? emit("\\" + c, 1) : (c != '&' && literal(c));
			if (!member) {
				return false;
			}
		}
		return false;
	}

}
