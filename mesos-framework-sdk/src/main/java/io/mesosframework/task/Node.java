package io.mesosframework.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * An object of a document, read key by key. Everything that is wrong is collected, and
 * reading goes on. Keys are the same in {@code snake_case}, {@code kebab-case} and
 * {@code camelCase}; numbers and truth values may come as texts, and lists as objects
 * with the keys 0, 1, 2 …, as configuration properties have them. Not thread-safe.
 */
final class Node {

	private final String path;

	private final List<Fault> faults;

	private final Map<String, Object> values = new LinkedHashMap<>();

	private final Map<String, String> names = new LinkedHashMap<>();

	private final Set<String> known = new LinkedHashSet<>();

	private Node(String path, Map<?, ?> map, List<Fault> faults) {
		this.path = path;
		this.faults = faults;
		map.forEach((key, value) -> {
			if (value != null) {
				String name = String.valueOf(key);
				this.values.put(canonical(name), value);
				this.names.put(canonical(name), name);
			}
		});
	}

	static Node of(String path, @Nullable Object value, List<Fault> faults) {
		if (value instanceof Map<?, ?> map) {
			return new Node(path, map, faults);
		}
		faults.add(new Fault(path, "must be an object but is " + describe(value)));
		return new Node(path, Map.of(), faults);
	}

	private static String canonical(String key) {
		return key.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
	}

	private static String describe(@Nullable Object value) {
		if (value == null) {
			return "missing";
		}
		if (value instanceof Map) {
			return "an object";
		}
		return (value instanceof Collection) ? "a list" : "'" + value + "'";
	}

	private @Nullable Object value(String key) {
		this.known.add(key);
		return this.values.get(canonical(key));
	}

	String path(String key) {
		String name = this.names.getOrDefault(canonical(key), key);
		return this.path.isEmpty() ? name : this.path + "." + name;
	}

	boolean has(String key) {
		return value(key) != null;
	}

	void fault(String key, String message) {
		this.faults.add(new Fault(key.isEmpty() ? this.path : path(key), message));
	}

	@Nullable String text(String key) {
		Object value = value(key);
		if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
			return (value != null) ? value.toString() : null;
		}
		fault(key, "must be a text but is " + describe(value));
		return null;
	}

	String text(String key, String otherwise) {
		String text = text(key);
		return (text != null) ? text : otherwise;
	}

	String requiredText(String key) {
		String text = text(key);
		if (text == null || text.isBlank()) {
			if (text != null || !has(key)) {
				fault(key, "must be given");
			}
			return "";
		}
		return text;
	}

	double number(String key, double otherwise, double min) {
		Object value = value(key);
		if (value == null) {
			return otherwise;
		}
		try {
			double number = (value instanceof Number given) ? given.doubleValue()
					: Double.parseDouble(value.toString());
			if (number >= min && number < 1e12) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// reported below, with numbers out of range
		}
		fault(key, "must be a number from " + trim(min) + " on but is " + describe(value));
		return otherwise;
	}

	private static String trim(double number) {
		return (number == Math.rint(number)) ? String.valueOf((long) number) : String.valueOf(number);
	}

	int integer(String key, int otherwise, int min, int max) {
		Object value = value(key);
		if (value == null) {
			return otherwise;
		}
		try {
			double number = Double.parseDouble(value.toString());
			if (number == Math.rint(number) && number >= min && number <= max) {
				return (int) number;
			}
		}
		catch (NumberFormatException ex) {
			// reported below, with numbers out of range
		}
		fault(key, "must be a whole number from " + min + ((max < Integer.MAX_VALUE) ? " to " + max : " on")
				+ " but is " + describe(value));
		return otherwise;
	}

	boolean flag(String key, boolean otherwise) {
		Object value = value(key);
		if (value == null) {
			return otherwise;
		}
		if (value instanceof Boolean flag) {
			return flag;
		}
		if ("true".equals(value) || "false".equals(value)) {
			return "true".equals(value);
		}
		fault(key, "must be true or false but is " + describe(value));
		return otherwise;
	}

	@Nullable Duration duration(String key) {
		Object value = value(key);
		if (value == null) {
			return null;
		}
		Duration duration = Durations.parse(value.toString());
		if (duration == null) {
			fault(key, "must be a duration such as 500ms, 10s, 5m or 1h, not negative, but is " + describe(value));
		}
		return duration;
	}

	Duration duration(String key, Duration otherwise) {
		Duration duration = duration(key);
		return (duration != null) ? duration : otherwise;
	}

	<T> @Nullable T parsed(String key, Function<String, T> parser) {
		String text = text(key);
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
		String text = text(key);
		if (text == null) {
			return otherwise;
		}
		E[] all = type.getEnumConstants();
		for (E constant : all) {
			if (canonical(constant.name()).equals(canonical(text))) {
				return constant;
			}
		}
		fault(key, "must be one of " + String.join(", ", Arrays.stream(all).map(Node::lower).toList()) + " but is '"
				+ text + "'");
		return otherwise;
	}

	private static String lower(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	@Nullable Node object(String key) {
		Object value = value(key);
		return (value != null) ? of(path(key), value, this.faults) : null;
	}

	<T> List<T> objects(String key, Function<Node, T> reader) {
		List<T> result = new ArrayList<>();
		List<?> items = list(key);
		for (int i = 0; i < items.size(); i++) {
			result.add(reader.apply(of(path(key) + "[" + i + "]", items.get(i), this.faults)));
		}
		return result;
	}

	Node item(String key, int index, Map<?, ?> value) {
		return of(path(key) + "[" + index + "]", value, this.faults);
	}

	List<String> texts(String key) {
		List<String> texts = new ArrayList<>();
		List<?> items = list(key);
		for (int i = 0; i < items.size(); i++) {
			Object item = items.get(i);
			if (item instanceof String || item instanceof Number || item instanceof Boolean) {
				texts.add(item.toString());
			}
			else {
				this.faults.add(new Fault(path(key) + "[" + i + "]", "must be a text but is " + describe(item)));
			}
		}
		return texts;
	}

	/** Read a list; a single value stands for a list of one. */
	List<?> list(String key) {
		Object value = value(key);
		if (value == null) {
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

	private static boolean isIndexed(Map<?, ?> map) {
		int next = 0;
		for (Object key : map.keySet()) {
			if (!String.valueOf(next).equals(String.valueOf(key))) {
				return false;
			}
			next++;
		}
		return next > 0;
	}

	Map<String, String> map(String key) {
		Object value = value(key);
		Map<String, String> result = new LinkedHashMap<>();
		if (value instanceof Collection<?> || (value instanceof Map<?, ?> map && isIndexed(map))) {
			// a list of objects, as some documents have their labels
			list(key).forEach((item) -> put(key, item, result));
		}
		else if (value != null) {
			put(key, value, result);
		}
		return result;
	}

	private void put(String key, Object value, Map<String, String> result) {
		if (!(value instanceof Map<?, ?> map)) {
			fault(key, "must be an object of texts but is " + describe(value));
			return;
		}
		map.forEach((name, item) -> {
			if (item instanceof Map || item instanceof Collection) {
				this.faults.add(new Fault(path(key) + "." + name, "must be a text but is " + describe(item)));
			}
			else if (item != null) {
				result.put(String.valueOf(name), item.toString());
			}
		});
	}

	/** Report the keys that nobody has asked for. */
	void finish() {
		this.names.forEach((canonical, name) -> {
			if (this.known.stream().noneMatch((key) -> canonical(key).equals(canonical))) {
				this.faults.add(new Fault(path(name), "is not known; known here are " + String.join(", ", this.known)));
			}
		});
	}

}
