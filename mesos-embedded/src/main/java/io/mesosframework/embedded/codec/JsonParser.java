package io.mesosframework.embedded.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Parses JSON with the leniency, the limits and the error texts of the parser in Mesos
 * ({@code 3rdparty/stout/include/stout/json.hpp}): numbers with leading zeros pass,
 * integers beyond 64 bits become doubles, at most 200 levels, the last of two equal names
 * wins.
 */
final class JsonParser {

	private static final int MAX_DEPTH = 200;

	private final String text;

	private int position;

	JsonParser(String text) {
		this.text = text;
	}

	@Nullable Object parse() throws JsonSyntaxException {
		Object value = value(MAX_DEPTH);
		int end = this.text.length();
		while (end > this.position && isSpace(this.text.charAt(end - 1))) {
			end--;
		}
		if (this.position < end) {
			throw new JsonSyntaxException("Parsed JSON included non-whitespace trailing characters: "
					+ this.text.substring(this.position, end));
		}
		return value;
	}

	private @Nullable Object value(int depth) throws JsonSyntaxException {
		skipSpace();
		int next = next();
		return switch (next) {
			case 'n' -> literal("ull", null);
			case 't' -> literal("rue", Boolean.TRUE);
			case 'f' -> literal("alse", Boolean.FALSE);
			case '"' -> string();
			case '[' -> array(depth);
			case '{' -> object(depth);
			default -> {
				if ((next >= '0' && next <= '9') || next == '-') {
					this.position--;
					yield number();
				}
				this.position -= (next >= 0) ? 1 : 0;
				throw syntaxError();
			}
		};
	}

	private @Nullable Object literal(String rest, @Nullable Object value) throws JsonSyntaxException {
		for (int i = 0; i < rest.length(); i++) {
			expect(rest.charAt(i));
		}
		return value;
	}

	private List<@Nullable Object> array(int depth) throws JsonSyntaxException {
		if (depth <= 0) {
			throw syntaxError();
		}
		List<@Nullable Object> values = new ArrayList<>();
		if (accept(']')) {
			return values;
		}
		do {
			values.add(value(depth - 1));
		}
		while (accept(','));
		skipSpace();
		expect(']');
		return values;
	}

	private Map<String, @Nullable Object> object(int depth) throws JsonSyntaxException {
		if (depth <= 0) {
			throw syntaxError();
		}
		Map<String, @Nullable Object> members = new TreeMap<>();
		if (accept('}')) {
			return members;
		}
		do {
			skipSpace();
			expect('"');
			String name = string();
			skipSpace();
			expect(':');
			members.put(name, value(depth - 1));
		}
		while (accept(','));
		skipSpace();
		expect('}');
		return members;
	}

	private String string() throws JsonSyntaxException {
		int start = this.position;
		int end = start;
		while (end < this.text.length()) {
			char ch = this.text.charAt(end);
			if (ch == '"') {
				this.position = end + 1;
				return this.text.substring(start, end);
			}
			if (ch == '\\' || ch < ' ') {
				break;
			}
			end++;
		}
		StringBuilder out = new StringBuilder(end - start + 16).append(this.text, start, end);
		this.position = end;
		while (true) {
			int ch = next();
			if (ch < ' ') {
				this.position -= (ch >= 0) ? 1 : 0;
				throw syntaxError();
			}
			if (ch == '"') {
				return out.toString();
			}
			if (ch == '\\') {
				escape(out);
			}
			else {
				out.append((char) ch);
			}
		}
	}

	private void escape(StringBuilder out) throws JsonSyntaxException {
		int ch = next();
		switch (ch) {
			case '"', '\\', '/' -> out.append((char) ch);
			case 'b' -> out.append('\b');
			case 'f' -> out.append('\f');
			case 'n' -> out.append('\n');
			case 'r' -> out.append('\r');
			case 't' -> out.append('\t');
			case 'u' -> unicode(out);
			default -> throw syntaxError();
		}
	}

	/** Only whole pairs of surrogates are taken. */
	private void unicode(StringBuilder out) throws JsonSyntaxException {
		char first = hex();
		out.append(first);
		if (!Character.isSurrogate(first)) {
			return;
		}
		if (!Character.isHighSurrogate(first) || next() != '\\' || next() != 'u') {
			throw syntaxError();
		}
		char second = hex();
		if (!Character.isLowSurrogate(second)) {
			throw syntaxError();
		}
		out.append(second);
	}

	private char hex() throws JsonSyntaxException {
		int value = 0;
		for (int i = 0; i < 4; i++) {
			int digit = Character.digit(next(), 16);
			if (digit < 0) {
				throw syntaxError();
			}
			value = value * 16 + digit;
		}
		return (char) value;
	}

	private Number number() throws JsonSyntaxException {
		int start = this.position;
		boolean integer = true;
		while (this.position < this.text.length()) {
			char ch = this.text.charAt(this.position);
			if (ch < '0' || ch > '9') {
				if (ch != '+' && ch != '-' && ch != 'e' && ch != 'E' && ch != '.') {
					break;
				}
				integer &= (ch == '-' && this.position == start);
			}
			this.position++;
		}
		String number = this.text.substring(start, this.position);
		try {
			return (integer && fitsLong(number)) ? (Number) Long.valueOf(number) : toDouble(number);
		}
		catch (NumberFormatException ex) {
			throw syntaxError();
		}
	}

	private static boolean fitsLong(String number) {
		try {
			Long.parseLong(number);
			return true;
		}
		catch (NumberFormatException ex) {
			return false;
		}
	}

	private static Double toDouble(String number) throws JsonSyntaxException {
		double value = Double.parseDouble(number);
		if (Double.isInfinite(value)) {
			throw new JsonSyntaxException("Value out of range");
		}
		return value;
	}

	private boolean accept(char expected) {
		skipSpace();
		if (this.position < this.text.length() && this.text.charAt(this.position) == expected) {
			this.position++;
			return true;
		}
		return false;
	}

	private void expect(char expected) throws JsonSyntaxException {
		if (this.position >= this.text.length() || this.text.charAt(this.position) != expected) {
			throw syntaxError();
		}
		this.position++;
	}

	private int next() {
		return (this.position < this.text.length()) ? this.text.charAt(this.position++) : -1;
	}

	private void skipSpace() {
		while (this.position < this.text.length() && isSpace(this.text.charAt(this.position))) {
			this.position++;
		}
	}

	private static boolean isSpace(char ch) {
		return ch == ' ' || ch == '\t' || ch == '\n' || ch == '\r';
	}

	private JsonSyntaxException syntaxError() {
		int line = 1;
		for (int i = 0; i < this.position; i++) {
			line += (this.text.charAt(i) == '\n') ? 1 : 0;
		}
		StringBuilder near = new StringBuilder();
		for (int i = this.position; i < this.text.length() && this.text.charAt(i) != '\n'; i++) {
			if (this.text.charAt(i) >= ' ') {
				near.append(this.text.charAt(i));
			}
		}
		return new JsonSyntaxException("syntax error at line " + line + " near: " + near);
	}

}
