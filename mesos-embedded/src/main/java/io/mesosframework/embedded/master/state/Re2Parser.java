package io.mesosframework.embedded.master.state;

import java.nio.charset.StandardCharsets;
import java.util.regex.PatternSyntaxException;

import io.mesosframework.embedded.master.state.Re2Pattern.SyntaxException;

/**
 * Reads a regular expression as RE2 does, refuses what RE2 refuses with its texts,
 * estimates the size of its program, and writes it in the syntax of
 * {@link java.util.regex.Pattern}.
 */
final class Re2Parser {

	private static final int MAX_REPEAT = 1000;

	private static final int OVERHEAD = 4;

	private static final int ANY_CHARACTER = 9;

	private final String regex;

	private final StringBuilder out = new StringBuilder();

	private int position;

	private long size;

	Re2Parser(String regex) {
		this.regex = regex;
	}

	/**
	 * Parse the whole expression.
	 * @return the expression for Java
	 * @throws SyntaxException if RE2 would refuse it
	 */
	String parse() throws SyntaxException {
		this.size = alternatives(0) + OVERHEAD;
		if (this.position < this.regex.length()) {
			throw new SyntaxException("unexpected ): " + this.regex);
		}
		return this.out.toString();
	}

	/**
	 * Return about how many instructions the program of RE2 has.
	 * @return the number
	 */
	long instructions() {
		return this.size;
	}

	private long alternatives(int depth) throws SyntaxException {
		long total = sequence(depth);
		while (more() && peek() == '|') {
			copy(1);
			total += sequence(depth);
		}
		return total;
	}

	private long sequence(int depth) throws SyntaxException {
		long total = 0;
		while (more() && peek() != '|' && peek() != ')') {
			int start = this.position;
			long item = item(depth);
			total += repeated(item, start);
		}
		return total;
	}

	private long repeated(long item, int start) throws SyntaxException {
		long total = item;
		boolean repeated = false;
		while (more()) {
			int operator = this.position;
			long times = repetition();
			if (times < 0) {
				return total;
			}
			if (repeated) {
				throw new SyntaxException("bad repetition operator: " + this.regex.substring(start, this.position)
					.substring(this.regex.substring(start, operator).length() - 1));
			}
			repeated = true;
			total = (times == 0) ? total + 1 : total * times;
			copyFrom(operator);
			if (more() && peek() == '?') {
				copy(1);
			}
		}
		return total;
	}

	private long repetition() throws SyntaxException {
		char c = peek();
		if (c == '*' || c == '+' || c == '?') {
			this.position++;
			return 0;
		}
		if (c != '{') {
			return -1;
		}
		int end = this.regex.indexOf('}', this.position);
		String text = (end < 0) ? "" : this.regex.substring(this.position, end + 1);
		if (!text.matches("\\{[0-9]+(,[0-9]*)?\\}")) {
			return -1;
		}
		String[] bounds = text.substring(1, text.length() - 1).split(",", -1);
		int high = 0;
		for (String bound : bounds) {
			int value = (bound.length() > 4) ? MAX_REPEAT + 1 : bound.isEmpty() ? high : Integer.parseInt(bound);
			if (value > MAX_REPEAT || value < high) {
				throw new SyntaxException("invalid repetition size: " + text);
			}
			high = value;
		}
		this.position = end + 1;
		return Math.max(1, high);
	}

	private long item(int depth) throws SyntaxException {
		char c = peek();
		switch (c) {
			case '(':
				return group(depth);
			case '[':
				return new CharacterClass().read();
			case '\\':
				return escape();
			case '*', '+', '?':
				throw new SyntaxException("no argument for repetition operator: " + c);
			case '.':
				copy(1);
				return ANY_CHARACTER;
			case '^', '$':
				copy(1);
				return 1;
			case '{', '}':
				this.position++;
				this.out.append('\\').append(c);
				return 1;
			default:
				int length = Character.charCount(this.regex.codePointAt(this.position));
				String text = this.regex.substring(this.position, this.position + length);
				copy(length);
				return text.getBytes(StandardCharsets.UTF_8).length;
		}
	}

	private long group(int depth) throws SyntaxException {
		int start = this.position;
		long captures = 2;
		if (this.regex.startsWith("(?P<", start)) {
			name(start);
		}
		else if (this.regex.startsWith("(?", start)) {
			int end = start + 2;
			while (end < this.regex.length() && "imsU-".indexOf(this.regex.charAt(end)) >= 0) {
				end++;
			}
			char last = (end < this.regex.length()) ? this.regex.charAt(end) : ' ';
			if (last != ':' && last != ')') {
				throw new SyntaxException("invalid perl operator: "
						+ this.regex.substring(start, Math.min(end + 1, this.regex.length())));
			}
			this.out.append(this.regex.substring(start, end).replace("U", "")).append(last);
			this.position = end + 1;
			if (last == ')') {
				return 0;
			}
			captures = 0;
		}
		else {
			copy(1);
		}
		long inner = alternatives(depth + 1);
		if (!more()) {
			throw new SyntaxException("missing ): " + this.regex);
		}
		copy(1);
		return inner + captures;
	}

	private void name(int start) throws SyntaxException {
		int begin = this.regex.indexOf('<', start) + 1;
		int end = this.regex.indexOf('>', begin);
		if (end < 0 || !this.regex.substring(begin, end).matches("\\w+")) {
			throw new SyntaxException("invalid named capture group: "
					+ this.regex.substring(start, (end < 0) ? this.regex.length() : end + 1));
		}
		this.out.append('(');
		this.position = end + 1;
	}

	private long escape() throws SyntaxException {
		if (this.position + 1 >= this.regex.length()) {
			throw new SyntaxException("trailing \\");
		}
		char c = this.regex.charAt(this.position + 1);
		if (c == 'Q') {
			return quoted();
		}
		if (c == 'p' || c == 'P') {
			unicodeClass();
			return ANY_CHARACTER;
		}
		if (c == 'C') {
			this.position += 2;
			this.out.append("[\\s\\S]");
			return 1;
		}
		if ("dDwWsS".indexOf(c) >= 0) {
			copy(2);
			return 4;
		}
		if ("AbBz".indexOf(c) >= 0) {
			copy(2);
			return 1;
		}
		literalEscape();
		return 1;
	}

	private void literalEscape() throws SyntaxException {
		int start = this.position;
		char c = this.regex.charAt(start + 1);
		boolean letter = c < 0x80 && Character.isLetterOrDigit(c);
		if (!letter || "aftnrv".indexOf(c) >= 0) {
			copy((c == 'v') ? 0 : 2);
			if (c == 'v') {
				this.position += 2;
				this.out.append("\\x0b");
			}
			return;
		}
		if (c == 'x') {
			java.util.regex.Matcher matcher = Pattern.HEX.matcher(this.regex);
			if (matcher.find(start) && matcher.start() == start) {
				copy(matcher.end() - start);
				return;
			}
		}
		if (c == '0') {
			int end = start + 2;
			while (end < this.regex.length() && end < start + 4 && "01234567".indexOf(this.regex.charAt(end)) >= 0) {
				end++;
			}
			int value = Integer.parseInt("0" + this.regex.substring(start + 2, end), 8);
			this.out.append(String.format("\\x{%x}", value));
			this.position = end;
			return;
		}
		throw new SyntaxException("invalid escape sequence: \\" + c);
	}

	private long quoted() {
		int end = this.regex.indexOf("\\E", this.position);
		String text = this.regex.substring(this.position + 2, (end < 0) ? this.regex.length() : end);
		this.out.append(java.util.regex.Pattern.quote(text));
		this.position = (end < 0) ? this.regex.length() : end + 2;
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

	private void unicodeClass() throws SyntaxException {
		int start = this.position;
		int end = start + 3;
		if (end <= this.regex.length() && this.regex.charAt(start + 2) == '{') {
			end = this.regex.indexOf('}', start) + 1;
		}
		if (end <= start || end > this.regex.length()) {
			throw new SyntaxException("invalid character class range: " + this.regex.substring(start));
		}
		String name = this.regex.substring(start + 2, end).replace("{", "").replace("}", "");
		String property = (name.length() > 2) ? "Is" + name : name;
		String translated = "\\" + this.regex.charAt(start + 1) + "{" + property + "}";
		try {
			java.util.regex.Pattern.compile(translated);
		}
		catch (PatternSyntaxException ex) {
			throw new SyntaxException("invalid character class range: " + this.regex.substring(start, end));
		}
		this.out.append(translated);
		this.position = end;
	}

	private boolean more() {
		return this.position < this.regex.length();
	}

	private char peek() {
		return this.regex.charAt(this.position);
	}

	private void copy(int length) {
		copyFrom(this.position, this.position + length);
		this.position += length;
	}

	private void copyFrom(int start) {
		copyFrom(start, this.position);
	}

	private void copyFrom(int start, int end) {
		this.out.append(this.regex, start, end);
	}

	/**
	 * The patterns which help to read a pattern.
	 */
	private static final class Pattern {

		private static final java.util.regex.Pattern HEX = java.util.regex.Pattern
			.compile("\\\\x(\\{[0-9a-fA-F]{1,6}\\}|[0-9a-fA-F]{2})");

		private static final java.util.regex.Pattern POSIX = java.util.regex.Pattern.compile("\\[:(\\^?)(\\w+):\\]");

	}

	/**
	 * A bracketed character class.
	 */
	private final class CharacterClass {

		private long read() throws SyntaxException {
			int start = Re2Parser.this.position;
			copy(1);
			if (more() && peek() == '^') {
				copy(1);
			}
			long ranges = 0;
			boolean first = true;
			while (more() && (first || peek() != ']')) {
				first = false;
				ranges += element();
			}
			if (!more()) {
				throw new SyntaxException("missing ]: " + Re2Parser.this.regex.substring(start));
			}
			copy(1);
			return Math.max(1, ranges);
		}

		private long element() throws SyntaxException {
			String rest = Re2Parser.this.regex.substring(Re2Parser.this.position);
			java.util.regex.Matcher posix = Pattern.POSIX.matcher(rest);
			if (posix.lookingAt()) {
				posix(posix.group(1), posix.group(2), posix.group());
				return 3;
			}
			int low = character();
			if (low < 0) {
				return 4;
			}
			rest = Re2Parser.this.regex.substring(Re2Parser.this.position);
			if (rest.length() > 1 && rest.charAt(0) == '-' && rest.charAt(1) != ']') {
				copy(1);
				int begin = Re2Parser.this.position;
				int high = character();
				if (high < low) {
					throw new SyntaxException("invalid character class range: " + Character.toString(low) + "-"
							+ Re2Parser.this.regex.substring(begin, Re2Parser.this.position));
				}
			}
			return 1;
		}

		private int character() throws SyntaxException {
			char c = peek();
			if (c == '\\') {
				int begin = Re2Parser.this.position;
				escape();
				boolean single = "dDwWsSpP".indexOf(Re2Parser.this.regex.charAt(begin + 1)) < 0;
				return single ? Re2Parser.this.regex.charAt(begin + 1) : -1;
			}
			if (c == '[' || c == '&' || c == ']' || c == '^') {
				Re2Parser.this.out.append('\\');
			}
			int codePoint = Re2Parser.this.regex.codePointAt(Re2Parser.this.position);
			copy(Character.charCount(codePoint));
			return codePoint;
		}

		private void posix(String negated, String name, String text) throws SyntaxException {
			String java = switch (name) {
				case "alnum" -> "Alnum";
				case "alpha" -> "Alpha";
				case "ascii" -> "ASCII";
				case "blank" -> "Blank";
				case "cntrl" -> "Cntrl";
				case "digit" -> "Digit";
				case "graph" -> "Graph";
				case "lower" -> "Lower";
				case "print" -> "Print";
				case "punct" -> "Punct";
				case "space" -> "Space";
				case "upper" -> "Upper";
				case "xdigit" -> "XDigit";
				case "word" -> "";
				default -> throw new SyntaxException("invalid character class range: " + text);
			};
			if (java.isEmpty()) {
				Re2Parser.this.out.append(negated.isEmpty() ? "\\w" : "\\W");
			}
			else {
				Re2Parser.this.out.append(negated.isEmpty() ? "\\p{" : "\\P{").append(java).append('}');
			}
			Re2Parser.this.position += text.length();
		}

	}

}
