package io.mesosframework.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.mesosframework.model.ResourceJson.JsonArray;
import io.mesosframework.model.ResourceJson.JsonNumber;
import io.mesosframework.model.ResourceJson.JsonObject;
import io.mesosframework.model.ResourceJson.JsonValue;

/**
 * Parses a JSON text (RFC 8259) and records the position of each value. For one use only.
 */
final class JsonText {

	private static final int MAX_DEPTH = 64;

	private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

	private final String text;

	private final String example;

	private int position;

	private int depth;

	JsonText(String text, String example) {
		this.text = text;
		this.example = example;
	}

	JsonValue parse() {
		JsonValue value = value();
		skipSpaces();
		if (this.position < this.text.length()) {
			throw fault("the JSON has ended before");
		}
		return value;
	}

	private JsonValue value() {
		skipSpaces();
		int start = this.position;
		if (++this.depth > MAX_DEPTH) {
			throw fault("the JSON is nested too deeply");
		}
		@Nullable Object value = switch (peek()) {
			case '{' -> object();
			case '[' -> array();
			case '"' -> string();
			case 't' -> word("true", Boolean.TRUE);
			case 'f' -> word("false", Boolean.FALSE);
			case 'n' -> word("null", null);
			default -> number();
		};
		this.depth--;
		return new JsonValue(start, value);
	}

	private JsonObject object() {
		Map<String, JsonValue> members = new LinkedHashMap<>();
		this.position++;
		skipSpaces();
		if (peek() != '}') {
			do {
				skipSpaces();
				if (peek() != '"') {
					throw fault("a name in quotes is expected");
				}
				String name = string();
				skipSpaces();
				expect(':');
				members.put(name, value());
				skipSpaces();
			}
			while (skip(','));
		}
		expect('}');
		return new JsonObject(members);
	}

	private JsonArray array() {
		List<JsonValue> elements = new ArrayList<>();
		this.position++;
		skipSpaces();
		if (peek() != ']') {
			do {
				elements.add(value());
				skipSpaces();
			}
			while (skip(','));
		}
		expect(']');
		return new JsonArray(elements);
	}

	private String string() {
		StringBuilder string = new StringBuilder();
		this.position++;
		while (peek() != '"') {
			char c = next();
			if (c < ' ') {
				throw fault("a string must not contain control characters");
			}
			string.append((c == '\\') ? escaped() : c);
		}
		this.position++;
		return string.toString();
	}

	private char escaped() {
		char c = next();
		return switch (c) {
			case '"', '\\', '/' -> c;
			case 'b' -> '\b';
			case 'f' -> '\f';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case 'u' -> unicode();
			default -> throw fault("there is no escape '\\" + c + "'");
		};
	}

	private char unicode() {
		int end = this.position + 4;
		if (end > this.text.length() || !this.text.substring(this.position, end).matches("[0-9a-fA-F]{4}")) {
			throw fault("after '\\u' there must be four hexadecimal digits");
		}
		char c = (char) Integer.parseInt(this.text.substring(this.position, end), 16);
		this.position = end;
		return c;
	}

	private @Nullable Object word(String word, @Nullable Object value) {
		if (!this.text.startsWith(word, this.position)) {
			throw fault("a JSON value is expected");
		}
		this.position += word.length();
		return value;
	}

	private JsonNumber number() {
		Matcher matcher = NUMBER.matcher(this.text).region(this.position, this.text.length());
		if (!matcher.lookingAt()) {
			throw fault("a JSON value is expected");
		}
		this.position = matcher.end();
		return new JsonNumber(matcher.group());
	}

	private char next() {
		if (this.position >= this.text.length()) {
			throw fault("the JSON is not complete");
		}
		return this.text.charAt(this.position++);
	}

	private char peek() {
		if (this.position >= this.text.length()) {
			throw fault("the JSON is not complete");
		}
		return this.text.charAt(this.position);
	}

	private boolean skip(char c) {
		if (peek() != c) {
			return false;
		}
		this.position++;
		return true;
	}

	private void expect(char c) {
		if (!skip(c)) {
			throw fault("'" + c + "' is expected");
		}
	}

	private void skipSpaces() {
		while (this.position < this.text.length() && " \t\r\n".indexOf(this.text.charAt(this.position)) >= 0) {
			this.position++;
		}
	}

	private ResourceFormatException fault(String fault) {
		return new ResourceFormatException(this.text, this.position, fault, this.example);
	}

}
