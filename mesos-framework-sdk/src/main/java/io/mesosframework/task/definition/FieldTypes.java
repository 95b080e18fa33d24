package io.mesosframework.task.definition;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The types of single values.
 */
final class FieldTypes {

	/** The JSON types that are accepted as text. */
	static final List<String> SCALAR = List.of("string", "number", "boolean");

	/** Larger numbers are treated like no limit. */
	private static final double NO_LIMIT = 1e12;

	/** A text. A number or boolean is converted to text. */
	static final FieldType<String> TEXT = new ScalarType<>("a text", type(SCALAR), Object::toString, (text) -> text);

	/** A boolean. */
	static final FieldType<Boolean> FLAG = new ScalarType<>("true or false", type("boolean"), FieldTypes::flag,
			(flag) -> flag);

	/** A duration. A plain number is in seconds. */
	static final FieldType<Duration> DURATION = new ScalarType<>("a duration from 0 on such as 500ms, 10s, 5m or 1h",
			durationSchema(), (value) -> Durations.parse(value.toString()), FieldTypes::print);

	private FieldTypes() {
	}

	/** Return the type of numbers in a range. */
	static FieldType<Double> number(double min, double max) {
		Map<String, Object> schema = type("number");
		schema.put("minimum", min);
		if (max < NO_LIMIT) {
			schema.put("maximum", max);
		}
		return new ScalarType<>(
				"a number from " + Trees.number(min) + ((max < NO_LIMIT) ? " to " + Trees.number(max) : " on"), schema,
				(value) -> inRange(parse(value), min, max), (number) -> number);
	}

	/**
	 * Return the type of amounts greater than zero. Mesos uses a precision of a
	 * thousandth.
	 */
	static FieldType<Double> positive(String unit) {
		Map<String, Object> schema = type("number");
		schema.put("minimum", 0.001);
		return new ScalarType<>("a number from 0.001 on in " + unit, schema,
				(value) -> inRange(parse(value), 0.001, NO_LIMIT), (number) -> number);
	}

	/** Return the type of whole numbers in a range. */
	static FieldType<Integer> integer(int min, int max) {
		Map<String, Object> schema = type("integer");
		schema.put("minimum", min);
		if (max < Integer.MAX_VALUE) {
			schema.put("maximum", max);
		}
		return new ScalarType<>("a whole number from " + min + ((max < Integer.MAX_VALUE) ? " to " + max : " on"),
				schema, (value) -> {
					Double number = inRange(parse(value), min, max);
					return (number != null && number == Math.rint(number)) ? number.intValue() : null;
				}, (number) -> number);
	}

	/** Return the type of the constants of an enum, in any spelling. */
	static <E extends Enum<E>> FieldType<E> choice(Class<E> type) {
		E[] all = type.getEnumConstants();
		List<String> options = Trees.constants(all);
		return new ScalarType<>("one of " + String.join(", ", options), choices(options), (value) -> {
			int index = indexOf(options, value);
			return (index >= 0) ? all[index] : null;
		}, (constant) -> options.get(constant.ordinal()));
	}

	/**
	 * Return the type of a fixed set of texts. Case is ignored; the value read is spelled
	 * as given here.
	 */
	static FieldType<String> oneOf(String... texts) {
		List<String> options = List.of(texts);
		return new ScalarType<>("one of " + String.join(", ", options), choices(options), (value) -> {
			int index = indexOf(options, value);
			return (index >= 0) ? options.get(index) : null;
		}, (text) -> text);
	}

	/**
	 * Return the type of texts with a custom parser and the options that it accepts.
	 */
	static <T> FieldType<T> parsed(List<String> options, Function<String, T> parser, Function<T, Object> printer) {
		return new ScalarType<>("a text", choices(options), (value) -> parser.apply(value.toString()), printer);
	}

	private static int indexOf(List<String> options, Object value) {
		String canonical = Trees.canonical(value.toString());
		return options.stream().map(Trees::canonical).toList().indexOf(canonical);
	}

	private static @Nullable Boolean flag(Object value) {
		if (value instanceof Boolean flag) {
			return flag;
		}
		return ("true".equals(value) || "false".equals(value)) ? Boolean.valueOf(value.toString()) : null;
	}

	private static double parse(Object value) {
		try {
			return (value instanceof Number given) ? given.doubleValue() : Double.parseDouble(value.toString());
		}
		catch (NumberFormatException ex) {
			// out of every range, and so reported together with the value
			return Double.NaN;
		}
	}

	private static @Nullable Double inRange(double number, double min, double max) {
		return (number >= min && number <= max) ? number : null;
	}

	private static Map<String, Object> durationSchema() {
		Map<String, Object> text = type("string");
		text.put("pattern", Durations.SCHEMA_PATTERN);
		Map<String, Object> seconds = type("number");
		seconds.put("minimum", 0);
		// not one schema with two types, which some validators cannot combine with a
		// minimum
		return anyOf(List.of(text, seconds));
	}

	private static String print(Duration duration) {
		return (duration.toMillis() % 1000 == 0) ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
	}

	/**
	 * Return the schema of a text that is one of the options, in any spelling of a
	 * constant.
	 */
	private static Map<String, Object> choices(List<String> options) {
		Set<String> notations = new LinkedHashSet<>(options);
		for (String option : options) {
			String lower = option.toLowerCase(Locale.ROOT);
			notations.add(lower);
			notations.add(lower.replace('-', '_'));
			notations.add(option.toUpperCase(Locale.ROOT).replace('-', '_'));
		}
		Map<String, Object> schema = type("string");
		schema.put("enum", List.copyOf(notations));
		return schema;
	}

	static Map<String, Object> anyOf(List<Map<String, Object>> schemas) {
		if (schemas.size() == 1) {
			return schemas.get(0);
		}
		Map<String, Object> schema = new LinkedHashMap<>();
		schema.put("anyOf", schemas);
		return schema;
	}

	private static Map<String, Object> type(Object name) {
		Map<String, Object> schema = new LinkedHashMap<>();
		schema.put("type", name);
		return schema;
	}

}
