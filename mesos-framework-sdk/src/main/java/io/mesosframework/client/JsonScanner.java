package io.mesosframework.client;

/**
 * Reads the tokens of a JSON text one after the other. Not thread-safe.
 */
final class JsonScanner {

	private static final int MAX_DEPTH = 100;

	private static final int EXCERPT = 24;

	private final String text;

	private int position;

	private int depth;

	JsonScanner(String text) {
		this.text = text;
	}

	/**
	 * Return the first character of the next token.
	 * @return the character, or 0 at the end
	 */
	char peek() {
		while (this.position < this.text.length()) {
			char c = this.text.charAt(this.position);
			if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
				return c;
			}
			this.position++;
		}
		return 0;
	}

	/**
	 * Read an expected character.
	 * @param expected the character
	 * @throws JsonException if the next token is another one
	 */
	void expect(char expected) throws JsonException {
		if (peek() != expected) {
			throw error("'" + expected + "' expected");
		}
		this.position++;
	}

	/**
	 * Enter an object or an array.
	 * @param open the opening bracket
	 * @param close the closing bracket
	 * @return whether it has elements; if not, it has been left again
	 * @throws JsonException if it does not begin here or is nested too deeply
	 */
	boolean enter(char open, char close) throws JsonException {
		expect(open);
		if (++this.depth > MAX_DEPTH) {
			throw error("nested more than " + MAX_DEPTH + " deep");
		}
		if (peek() == close) {
			leave();
			return false;
		}
		return true;
	}

	/**
	 * Continue after an element of an object or an array.
	 * @param close the closing bracket
	 * @return whether there is another element; if not, the object or array has been left
	 * @throws JsonException if neither a comma nor the bracket follows
	 */
	boolean next(char close) throws JsonException {
		char c = peek();
		if (c == close) {
			leave();
			return false;
		}
		expect(',');
		return true;
	}

	private void leave() {
		this.position++;
		this.depth--;
	}

	/**
	 * Read {@code null} if it is the next token.
	 * @return whether it was
	 */
	boolean nextNull() {
		return peek() == 'n' && word("null");
	}

	private boolean word(String word) {
		if (this.text.startsWith(word, this.position)) {
			this.position += word.length();
			return true;
		}
		return false;
	}

	boolean bool() throws JsonException {
		char c = peek();
		if (c == 't' && word("true")) {
			return true;
		}
		if (c == 'f' && word("false")) {
			return false;
		}
		throw error("true or false expected");
	}

	/**
	 * Read a number as text.
	 * @return its text
	 * @throws JsonException if there is none
	 */
	String number() throws JsonException {
		peek();
		int start = this.position;
		while (this.position < this.text.length() && "+-.0123456789eE".indexOf(this.text.charAt(this.position)) >= 0) {
			this.position++;
		}
		if (start == this.position) {
			throw error("a value expected");
		}
		return this.text.substring(start, this.position);
	}

	String string() throws JsonException {
		expect('"');
		int start = this.position;
		while (this.position < this.text.length()) {
			char c = this.text.charAt(this.position);
			if (c == '"') {
				return this.text.substring(start, this.position++);
			}
			if (c == '\\') {
				return escaped(start);
			}
			this.position++;
		}
		throw error("a string does not end");
	}

	private String escaped(int start) throws JsonException {
		StringBuilder out = new StringBuilder().append(this.text, start, this.position);
		while (this.position < this.text.length()) {
			char c = this.text.charAt(this.position++);
			if (c == '"') {
				return out.toString();
			}
			out.append((c == '\\') ? escape() : c);
		}
		throw error("a string does not end");
	}

	private char escape() throws JsonException {
		char c = (this.position < this.text.length()) ? this.text.charAt(this.position++) : 0;
		return switch (c) {
			case '"', '\\', '/' -> c;
			case 'b' -> '\b';
			case 'f' -> '\f';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case 'u' -> unicode();
			default -> throw error("an unknown escape");
		};
	}

	private char unicode() throws JsonException {
		int value = 0;
		for (int i = 0; i < 4; i++) {
			int digit = (this.position < this.text.length()) ? Character.digit(this.text.charAt(this.position++), 16)
					: -1;
			if (digit < 0) {
				throw error("four hexadecimal digits expected");
			}
			value = value * 16 + digit;
		}
		return (char) value;
	}

	/**
	 * Skip a value of any kind.
	 * @throws JsonException if there is none
	 */
	void skip() throws JsonException {
		switch (peek()) {
			case '{' -> {
				for (boolean more = enter('{', '}'); more; more = next('}')) {
					string();
					expect(':');
					skip();
				}
			}
			case '[' -> {
				for (boolean more = enter('[', ']'); more; more = next(']')) {
					skip();
				}
			}
			case '"' -> string();
			case 't', 'f' -> bool();
			case 'n' -> {
				if (!nextNull()) {
					throw error("a value expected");
				}
			}
			default -> number();
		}
	}

	/**
	 * Check that nothing follows.
	 * @throws JsonException if something does
	 */
	void end() throws JsonException {
		if (peek() != 0) {
			throw error("the end expected");
		}
	}

	JsonException error(String problem) {
		int end = Math.min(this.text.length(), this.position + EXCERPT);
		String found = this.text.substring(Math.min(this.position, end), end);
		return new JsonException("Malformed JSON at character " + this.position + ": " + problem
				+ (found.isEmpty() ? ", but the text ends" : ", but found \"" + Text.excerpt(found) + "\""));
	}

}
