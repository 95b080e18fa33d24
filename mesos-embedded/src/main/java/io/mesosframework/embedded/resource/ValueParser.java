package io.mesosframework.embedded.resource;

import java.util.List;
import java.util.StringTokenizer;
import java.util.regex.Pattern;

import org.apache.mesos.v1.Protos.Value;

/**
 * Parses values of resources and attributes: {@code 1.5}, {@code [1-5,8-9]},
 * <code>{a,b}</code>, and anything else as text ({@code src/common/values.cpp}).
 */
final class ValueParser {

	private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

	private ValueParser() {
	}

	static Value parse(String text) {
		String value = text.replace(" ", "");
		if (value.isEmpty()) {
			throw new IllegalArgumentException("Expecting non-empty string");
		}
		if (!isBalanced(value, '{', '}') || !isBalanced(value, '[', ']') || !isBalanced(value, '(', ')')) {
			throw new IllegalArgumentException("Mismatched brackets");
		}
		int bracket = value.indexOf('[');
		int brace = value.indexOf('{');
		if (bracket == 0) {
			return ranges(value);
		}
		if (bracket > 0) {
			throw new IllegalArgumentException("Unexpected '[' found");
		}
		if (brace == 0) {
			return Value.newBuilder()
				.setType(Value.Type.SET)
				.setSet(Value.Set.newBuilder().addAllItem(tokens(value, "{},\n")))
				.build();
		}
		if (brace > 0) {
			throw new IllegalArgumentException("Unexpected '{' found");
		}
		return scalarOrText(value);
	}

	private static Value scalarOrText(String value) {
		if (NUMBER.matcher(value).matches()) {
			double number = Double.parseDouble(value);
			if (number != 0 && Math.abs(number) < Double.MIN_NORMAL) {
				throw new IllegalArgumentException("Subnormal values not supported");
			}
			if (number >= 0 && !Double.isInfinite(number)) {
				return Value.newBuilder()
					.setType(Value.Type.SCALAR)
					.setScalar(Value.Scalar.newBuilder().setValue(number))
					.build();
			}
		}
		return Value.newBuilder().setType(Value.Type.TEXT).setText(Value.Text.newBuilder().setValue(value)).build();
	}

	private static Value ranges(String value) {
		List<String> tokens = tokens(value, "[]-,\n");
		if (tokens.size() % 2 != 0) {
			throw new IllegalArgumentException("Expecting one or more \"ranges\"");
		}
		Value.Ranges.Builder ranges = Value.Ranges.newBuilder();
		for (int i = 0; i < tokens.size(); i += 2) {
			try {
				ranges.addRange(Value.Range.newBuilder()
					.setBegin(Long.parseUnsignedLong(tokens.get(i)))
					.setEnd(Long.parseUnsignedLong(tokens.get(i + 1))));
			}
			catch (NumberFormatException ex) {
				throw new IllegalArgumentException("Expecting non-negative integers in '" + tokens.get(i) + "'", ex);
			}
		}
		Value.Ranges parsed = ranges.build();
		boolean ordered = parsed.getRangeList()
			.stream()
			.allMatch((range) -> Long.compareUnsigned(range.getBegin(), range.getEnd()) <= 0);
		return Value.newBuilder()
			.setType(Value.Type.RANGES)
			.setRanges(ordered ? Ranges.of(parsed).toProto() : parsed)
			.build();
	}

	private static boolean isBalanced(String text, char open, char close) {
		int depth = 0;
		for (int i = 0; i < text.length() && depth >= 0; i++) {
			depth += (text.charAt(i) == open) ? 1 : (text.charAt(i) == close) ? -1 : 0;
		}
		return depth == 0;
	}

	static List<String> tokens(String text, String delimiters) {
		StringTokenizer tokenizer = new StringTokenizer(text, delimiters);
		String[] tokens = new String[tokenizer.countTokens()];
		for (int i = 0; i < tokens.length; i++) {
			tokens[i] = tokenizer.nextToken();
		}
		return List.of(tokens);
	}

}
