package io.mesosframework.embedded.codec;

import java.math.BigDecimal;
import java.util.Map;

import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * Prints JSON values as the writer in Mesos does ({@code stout/jsonify.hpp}): no white
 * space, only the necessary escapes, doubles always with a fraction or an exponent.
 */
final class JsonText {

	private static final char[] HEX = "0123456789ABCDEF".toCharArray();

	private static final int MAX_PLAIN_EXPONENT = 21;

	private static final int MIN_PLAIN_EXPONENT = -6;

	private JsonText() {
	}

	static void value(StringBuilder out, @Nullable Object value) {
		if (value == null) {
			out.append("null");
		}
		else if (value instanceof CharSequence text) {
			string(out, text.toString());
		}
		else if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
			number(out, ((Number) value).doubleValue());
		}
		else if (value instanceof Number || value instanceof Boolean) {
			out.append(value);
		}
		else if (value instanceof Message message) {
			MesosJson.print(message, out);
		}
		else if (value instanceof Map<?, ?> map) {
			object(out, map);
		}
		else if (value instanceof Iterable<?> list) {
			array(out, list);
		}
		else {
			string(out, value.toString());
		}
	}

	private static void object(StringBuilder out, Map<?, ?> map) {
		char separator = '{';
		for (Map.Entry<?, ?> entry : map.entrySet()) {
			out.append(separator);
			string(out, String.valueOf(entry.getKey()));
			out.append(':');
			value(out, entry.getValue());
			separator = ',';
		}
		out.append((separator == '{') ? "{}" : "}");
	}

	private static void array(StringBuilder out, Iterable<?> list) {
		char separator = '[';
		for (Object element : list) {
			out.append(separator);
			value(out, element);
			separator = ',';
		}
		out.append((separator == '[') ? "[]" : "]");
	}

	static void string(StringBuilder out, String text) {
		out.append('"');
		int start = 0;
		for (int i = 0; i < text.length(); i++) {
			char ch = text.charAt(i);
			if (ch >= ' ' && ch != '"' && ch != '\\') {
				continue;
			}
			out.append(text, start, i);
			start = i + 1;
			escape(out, ch);
		}
		out.append(text, start, text.length()).append('"');
	}

	private static void escape(StringBuilder out, char ch) {
		switch (ch) {
			case '"' -> out.append("\\\"");
			case '\\' -> out.append("\\\\");
			case '\b' -> out.append("\\b");
			case '\f' -> out.append("\\f");
			case '\n' -> out.append("\\n");
			case '\r' -> out.append("\\r");
			case '\t' -> out.append("\\t");
			default -> out.append("\\u00").append(HEX[ch >> 4]).append(HEX[ch & 0xf]);
		}
	}

	/**
	 * Print a double with the fewest digits that read back as the same value. What JSON
	 * cannot express is printed as a string which Mesos reads again.
	 * @param out where to print
	 * @param value the value
	 */
	static void number(StringBuilder out, double value) {
		if (value == Math.rint(value) && Math.abs(value) < 1e15) {
			if (value == 0 && 1 / value < 0) {
				out.append('-');
			}
			out.append((long) value).append(".0");
			return;
		}
		if (Double.isNaN(value) || Double.isInfinite(value)) {
			out.append('"').append(value).append('"');
			return;
		}
		BigDecimal decimal = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
		String digits = decimal.unscaledValue().toString();
		if (value < 0) {
			out.append('-');
		}
		digits(out, digits, digits.length() - decimal.scale());
	}

	private static void digits(StringBuilder out, String digits, int point) {
		int length = digits.length();
		if (length <= point && point <= MAX_PLAIN_EXPONENT) {
			out.append(digits).append("0".repeat(point - length)).append(".0");
		}
		else if (point > 0 && point <= MAX_PLAIN_EXPONENT) {
			out.append(digits, 0, point).append('.').append(digits, point, length);
		}
		else if (point > MIN_PLAIN_EXPONENT && point <= 0) {
			out.append("0.").append("0".repeat(-point)).append(digits);
		}
		else {
			out.append(digits.charAt(0));
			if (length > 1) {
				out.append('.').append(digits, 1, length);
			}
			out.append('e').append(point - 1);
		}
	}

}
