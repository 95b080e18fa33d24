package io.mesosframework.task.definition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What all trees of maps and lists have in common, whoever has parsed them.
 */
final class Trees {

	private Trees() {
	}

	/** The form in which keys and constants are compared. */
	static String canonical(String key) {
		return key.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
	}

	static boolean isScalar(@Nullable Object value) {
		return value instanceof String || value instanceof Number || value instanceof Boolean;
	}

	/**
	 * Return whether a value is what configuration properties make of an empty list or
	 * object.
	 */
	static boolean isEmpty(@Nullable Object value) {
		return "".equals(value);
	}

	/**
	 * Return a list; a single value stands for a list of one, but the empty text for
	 * none.
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

	/** Return whether this is a list as configuration properties have them. */
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

	/** Return the constants of an enum as they are written in documents. */
	static List<String> constants(Enum<?>[] constants) {
		return Arrays.stream(constants)
			.map((constant) -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
			.toList();
	}

	/** Print a number without a fraction that is not there. */
	static String number(double number) {
		return (number == Math.rint(number)) ? String.valueOf((long) number) : String.valueOf(number);
	}

}
