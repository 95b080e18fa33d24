package io.mesosframework.task.definition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Utilities for trees of maps and lists, whichever parser has created them.
 */
final class Trees {

	private Trees() {
	}

	/** Return the canonical form of a key or constant, used for comparisons. */
	static String canonical(String key) {
		return key.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
	}

	static boolean isScalar(@Nullable Object value) {
		return value instanceof String || value instanceof Number || value instanceof Boolean;
	}

	/**
	 * Return whether a value is the representation of an empty list or object in
	 * configuration properties.
	 */
	static boolean isEmpty(@Nullable Object value) {
		return "".equals(value);
	}

	/**
	 * Return a value as a list. A single value becomes a list with one item, an empty
	 * text an empty list.
	 */
	static List<?> list(@Nullable Object value) {
		if (value == null || isEmpty(value)) {
			return List.of();
		}
		if (value instanceof Collection<?> items) {
			return new ArrayList<>(items);
		}
		if (value instanceof Map<?, ?> map && isIndexed(map)) {
			return new ArrayList<>(map.values());
		}
		return List.of(value);
	}

	/** Return whether a map is a list in the form of configuration properties. */
	static boolean isIndexed(Map<?, ?> map) {
		int next = 0;
		for (Object key : map.keySet()) {
			if (!String.valueOf(next).equals(String.valueOf(key))) {
				return false;
			}
			next++;
		}
		return next > 0;
	}

	/** Return the constants of an enum in the form used in documents. */
	static List<String> constants(Enum<?>[] constants) {
		return Arrays.stream(constants)
			.map((constant) -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
			.toList();
	}

	/** Return a number as text, without the fraction if it is zero. */
	static String number(double number) {
		return (number == Math.rint(number)) ? String.valueOf((long) number) : String.valueOf(number);
	}

}
