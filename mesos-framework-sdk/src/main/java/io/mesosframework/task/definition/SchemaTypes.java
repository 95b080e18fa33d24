package io.mesosframework.task.definition;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The types of values in documents, as parts of a JSON Schema.
 */
final class SchemaTypes {

	private static final List<String> SCALAR = List.of("string", "number", "boolean");

	private SchemaTypes() {
	}

	static Map<String, Object> text(@Nullable String otherwise) {
		return type(SCALAR, otherwise);
	}

	static Map<String, Object> number(double otherwise, double min, double max) {
		Map<String, Object> type = type("number", otherwise);
		type.put("minimum", min);
		if (max < 1e12) {
			type.put("maximum", max);
		}
		return type;
	}

	static Map<String, Object> positive() {
		Map<String, Object> type = type("number", null);
		type.put("minimum", 0.001);
		return type;
	}

	static Map<String, Object> integer(int otherwise, int min, int max) {
		Map<String, Object> type = type("integer", (otherwise >= min && otherwise <= max) ? otherwise : null);
		type.put("minimum", min);
		if (max < Integer.MAX_VALUE) {
			type.put("maximum", max);
		}
		return type;
	}

	static Map<String, Object> flag(boolean otherwise) {
		return type("boolean", otherwise);
	}

	static Map<String, Object> duration(@Nullable Duration otherwise) {
		Map<String, Object> text = type("string", null);
		text.put("pattern", Durations.SCHEMA_PATTERN);
		Map<String, Object> seconds = type("number", null);
		seconds.put("minimum", 0);
		// not one type of two names, with which some validators cannot combine a minimum
		Map<String, Object> type = anyOf(List.of(text, seconds));
		if (otherwise != null) {
			type.put("default", print(otherwise));
		}
		return type;
	}

	private static String print(Duration duration) {
		return (duration.toMillis() % 1000 == 0) ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
	}

	/** A text, one of the options if there are any, in every notation of a constant. */
	static Map<String, Object> choice(List<String> options, @Nullable String otherwise) {
		if (options.isEmpty()) {
			return text(otherwise);
		}
		Set<String> notations = new LinkedHashSet<>(options);
		for (String option : options) {
			String lower = option.toLowerCase(Locale.ROOT);
			notations.add(lower);
			notations.add(lower.replace('-', '_'));
			notations.add(option.toUpperCase(Locale.ROOT).replace('-', '_'));
		}
		Map<String, Object> type = type("string", otherwise);
		type.put("enum", List.copyOf(notations));
		return type;
	}

	static Map<String, Object> texts() {
		return list(text(null));
	}

	/** A list, or a single value for a list of one. */
	static Map<String, Object> list(Map<String, Object> item) {
		Map<String, Object> type = type("array", null);
		type.put("items", item);
		return anyOf(List.of(type, item));
	}

	static Map<String, Object> map() {
		Map<String, Object> type = type("object", null);
		type.put("additionalProperties", Map.of("type", SCALAR));
		return list(type);
	}

	static Map<String, Object> anyOf(List<Map<String, Object>> types) {
		return (types.size() == 1) ? types.get(0) : ordered("anyOf", types);
	}

	private static Map<String, Object> type(Object name, @Nullable Object otherwise) {
		Map<String, Object> type = ordered("type", name);
		if (otherwise != null) {
			type.put("default", otherwise);
		}
		return type;
	}

	private static Map<String, Object> ordered(String key, Object value) {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put(key, value);
		return map;
	}

}
