package io.mesosframework.task.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * An object of a document, read key by key. Everything that is wrong is collected, and
 * reading goes on. Keys are the same in {@code snake_case}, {@code kebab-case} and
 * {@code camelCase}; numbers and truth values may come as texts, and lists as objects
 * with the keys 0, 1, 2 …, as configuration properties have them; there, an empty text is
 * all that is left of an empty list or object, and so stands for one. The key {@code ""}
 * stands for an item itself, where it may be written shorter than as an object. Without a
 * document, a node writes down in a {@link Shape} what it is asked for. Not thread-safe.
 */
final class DocumentReader {

	private final String path;

	private final List<DefinitionError> faults;

	private final Map<String, Object> values = new LinkedHashMap<>();

	private final Map<String, String> names = new LinkedHashMap<>();

	private final Map<String, String> doubles = new LinkedHashMap<>();

	private final Set<String> known = new LinkedHashSet<>();

	private final @Nullable Shape shape;

	private DocumentReader(String path, Map<?, ?> map, List<DefinitionError> faults, @Nullable Shape shape) {
		this.path = path;
		this.faults = faults;
		this.shape = shape;
		map.forEach((key, value) -> {
			if (value != null) {
				put(String.valueOf(key), value);
			}
		});
	}

	/**
	 * Keep a value. Sources of properties may spell a key differently; they agree then on
	 * the value.
	 */
	private void put(String name, Object value) {
		Object other = this.values.put(Trees.canonical(name), value);
		String otherName = this.names.put(Trees.canonical(name), name);
		if (other != null && otherName != null && !other.equals(value)) {
			this.doubles.put(name, otherName);
		}
	}

	static DocumentReader of(String path, @Nullable Object value, List<DefinitionError> faults) {
		if (value instanceof Map<?, ?> map) {
			return new DocumentReader(path, map, faults, null);
		}
		faults.add(new DefinitionError(path, "must be an object but is " + Trees.describe(value)));
		return new DocumentReader(path, Map.of(), faults, null);
	}

	/** Create a node that writes down what it is asked for. */
	static DocumentReader recording(Shape shape) {
		return new DocumentReader("", Map.of(), new ArrayList<>(), shape.visit());
	}

	private static DocumentReader objectOf(String path, Object value, List<DefinitionError> faults) {
		return of(path, Trees.isEmpty(value) ? Map.of() : value, faults);
	}

	private static DocumentReader itemOf(String path, Object value, List<DefinitionError> faults) {
		boolean object = value instanceof Map<?, ?> map && !Trees.isIndexed(map);
		return new DocumentReader(path, object ? (Map<?, ?>) value : Map.of("", value), faults, null);
	}

	private @Nullable Object value(String key, Supplier<Map<String, Object>> type) {
		this.known.add(key);
		if (this.shape != null) {
			this.shape.add(key, type.get());
		}
		return this.values.get(Trees.canonical(key));
	}

	String path(String key) {
		String name = this.names.getOrDefault(Trees.canonical(key), key);
		return (this.path.isEmpty() || name.isEmpty()) ? this.path + name : this.path + "." + name;
	}

	boolean has(String key) {
		Object value = value(key, Map::of);
		return (this.shape != null) ? this.shape.answer(key) : value != null;
	}

	void fault(String key, String message) {
		this.faults.add(new DefinitionError(path(key), message));
	}

	private @Nullable String text(String key, Supplier<Map<String, Object>> type) {
		Object value = value(key, type);
		if (value == null || Trees.isScalar(value)) {
			return (value != null) ? value.toString() : null;
		}
		fault(key, "must be a text but is " + Trees.describe(value));
		return null;
	}

	@Nullable String text(String key) {
		return text(key, () -> SchemaTypes.text(null));
	}

	String text(String key, String otherwise) {
		String text = text(key, () -> SchemaTypes.text(otherwise));
		return (text != null) ? text : otherwise;
	}

	private void require(String key) {
		if (this.shape != null) {
			this.shape.require(key);
		}
	}

	String requiredText(String key) {
		require(key);
		String text = text(key);
		if (text == null || text.isBlank()) {
			if (text != null || !this.values.containsKey(Trees.canonical(key))) {
				fault(key, "must be given");
			}
			return "";
		}
		return text;
	}

	private static double parse(Object value) {
		try {
			return (value instanceof Number given) ? given.doubleValue() : Double.parseDouble(value.toString());
		}
		catch (NumberFormatException ex) {
			// out of every range, and so reported with the value
			return Double.NaN;
		}
	}

	double number(String key, double otherwise, double min) {
		return number(key, otherwise, min, 1e12);
	}

	double number(String key, double otherwise, double min, double max) {
		Object value = value(key, () -> SchemaTypes.number(otherwise, min, max));
		if (value == null) {
			return otherwise;
		}
		double number = parse(value);
		if (number >= min && number <= max) {
			return number;
		}
		fault(key, "must be a number from " + Trees.number(min) + ((max < 1e12) ? " to " + Trees.number(max) : " on")
				+ " but is " + Trees.describe(value));
		return otherwise;
	}

	/** Read an amount that must be given; Mesos counts in thousandths. */
	double positive(String key, String unit) {
		require(key);
		Object value = value(key, SchemaTypes::positive);
		double number = (value != null) ? parse(value) : 0;
		if (number >= 0.001 && number <= 1e12) {
			return number;
		}
		fault(key, "must be a number from 0.001 on, in " + unit + ", but is " + Trees.describe(value));
		return 0;
	}

	int integer(String key, int otherwise, int min, int max) {
		Object value = value(key, () -> SchemaTypes.integer(otherwise, min, max));
		if (value == null) {
			return otherwise;
		}
		double number = parse(value);
		if (number == Math.rint(number) && number >= min && number <= max) {
			return (int) number;
		}
		fault(key, "must be a whole number from " + min + ((max < Integer.MAX_VALUE) ? " to " + max : " on")
				+ " but is " + Trees.describe(value));
		return otherwise;
	}

	boolean flag(String key, boolean otherwise) {
		Object value = value(key, () -> SchemaTypes.flag(otherwise));
		if (value == null) {
			return otherwise;
		}
		if (value instanceof Boolean flag) {
			return flag;
		}
		if ("true".equals(value) || "false".equals(value)) {
			return "true".equals(value);
		}
		fault(key, "must be true or false but is " + Trees.describe(value));
		return otherwise;
	}

	@Nullable Duration duration(String key) {
		return duration(key, () -> SchemaTypes.duration(null));
	}

	Duration duration(String key, Duration otherwise) {
		Duration duration = duration(key, () -> SchemaTypes.duration(otherwise));
		return (duration != null) ? duration : otherwise;
	}

	private @Nullable Duration duration(String key, Supplier<Map<String, Object>> type) {
		Object value = value(key, type);
		if (value == null) {
			return null;
		}
		Duration duration = Durations.parse(value.toString());
		if (duration == null) {
			fault(key,
					"must be a duration such as 500ms, 10s, 5m or 1h, not negative, but is " + Trees.describe(value));
		}
		return duration;
	}

	<T> @Nullable T parsed(String key, Function<String, T> parser) {
		return parsed(key, List.of(), parser);
	}

	/** Read a text with a parser of its own; the options are those it understands. */
	<T> @Nullable T parsed(String key, List<String> options, Function<String, T> parser) {
		String text = text(key, () -> SchemaTypes.choice(options, null));
		if (text == null) {
			return null;
		}
		try {
			return parser.apply(text);
		}
		catch (IllegalArgumentException ex) {
			fault(key, String.valueOf(ex.getMessage()));
			return null;
		}
	}

	<E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
		E[] all = type.getEnumConstants();
		List<String> options = Trees.constants(all);
		String chosen = oneOf(key, options.get(otherwise.ordinal()), options);
		return all[options.indexOf(chosen)];
	}

	/** Read one of some texts, whatever its case; it is returned as the option is. */
	String oneOf(String key, String otherwise, List<String> options) {
		String text = text(key, () -> SchemaTypes.choice(options, otherwise));
		if (text == null) {
			return otherwise;
		}
		for (String option : options) {
			if (Trees.canonical(option).equals(Trees.canonical(text))) {
				return option;
			}
		}
		fault(key, "must be one of " + String.join(", ", options) + " but is '" + text + "'");
		return otherwise;
	}

	@Nullable DocumentReader object(String key) {
		if (this.shape != null) {
			return recording(this.shape.child(key, false));
		}
		Object value = value(key, Map::of);
		return (value != null) ? objectOf(path(key), value, this.faults) : null;
	}

	/** Read an object for which a single value may stand, as the key {@code ""}. */
	@Nullable DocumentReader item(String key) {
		if (this.shape != null) {
			return recording(this.shape.child(key, false));
		}
		Object value = value(key, Map::of);
		return (value != null) ? itemOf(path(key), value, this.faults) : null;
	}

	<T> List<T> objects(String key, Function<DocumentReader, T> reader) {
		return each(key, (path, item) -> reader.apply(objectOf(path, item, this.faults)), reader);
	}

	/** Read items for which a single value may stand, as the key {@code ""}. */
	<T> List<T> items(String key, Function<DocumentReader, T> reader) {
		return each(key, (path, item) -> reader.apply(itemOf(path, item, this.faults)), reader);
	}

	private <T> List<T> each(String key, ItemReader<T> items, Function<DocumentReader, T> reader) {
		List<T> result = new ArrayList<>();
		if (this.shape != null) {
			result.add(reader.apply(recording(this.shape.child(key, true))));
			return result;
		}
		List<?> list = Trees.list(value(key, Map::of));
		for (int i = 0; i < list.size(); i++) {
			result.add(items.read(path(key) + "[" + i + "]", list.get(i)));
		}
		return result;
	}

	List<String> texts(String key) {
		List<String> texts = new ArrayList<>();
		List<?> items = Trees.list(value(key, SchemaTypes::texts));
		for (int i = 0; i < items.size(); i++) {
			Object item = items.get(i);
			if (Trees.isScalar(item)) {
				texts.add(item.toString());
			}
			else {
				this.faults.add(new DefinitionError(path(key) + "[" + i + "]",
						"must be a text but is " + Trees.describe(item)));
			}
		}
		return texts;
	}

	Map<String, String> map(String key) {
		Object value = value(key, SchemaTypes::map);
		Map<String, String> result = new LinkedHashMap<>();
		if (value instanceof Collection<?> || (value instanceof Map<?, ?> map && Trees.isIndexed(map))) {
			// a list of objects, as some documents have their labels
			Trees.list(value).forEach((item) -> put(key, item, result));
		}
		else if (value != null && !Trees.isEmpty(value)) {
			put(key, value, result);
		}
		return result;
	}

	private void put(String key, Object value, Map<String, String> result) {
		if (!(value instanceof Map<?, ?> map)) {
			fault(key, "must be an object of texts but is " + Trees.describe(value));
			return;
		}
		map.forEach((name, item) -> {
			if (item instanceof Map || item instanceof Collection) {
				this.faults
					.add(new DefinitionError(path(key) + "." + name, "must be a text but is " + Trees.describe(item)));
			}
			else if (item != null) {
				result.put(String.valueOf(name), item.toString());
			}
		});
	}

	/** Report the keys that nobody has asked for, and those with two values. */
	void finish() {
		this.doubles.forEach((name, other) -> this.faults
			.add(new DefinitionError(this.path.isEmpty() ? name : this.path + "." + name,
					"is the same key as " + other + ", which has another value")));
		List<String> asked = this.known.stream().filter((key) -> !key.isEmpty()).toList();
		List<String> canonical = this.known.stream().map(Trees::canonical).toList();
		this.names.forEach((key, name) -> {
			if (canonical.contains(key)) {
				return;
			}
			if (key.isEmpty()) {
				fault("", "must be an object but is " + Trees.describe(this.values.get(key)));
			}
			else if (asked.isEmpty()) {
				fault("", "must be a single value but is an object");
			}
			else {
				fault(name, "is not known; known here are " + String.join(", ", asked));
			}
		});
	}

	/**
	 * Reads an item of a list.
	 *
	 * @param <T> the type of what is read
	 */
	private interface ItemReader<T> {

		T read(String path, Object item);

	}

}
