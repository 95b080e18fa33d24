package io.mesosframework.task.definition;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Prints trees of maps and lists as JSON, the same in every run.
 */
final class JsonPrinter {

	private JsonPrinter() {
	}

	static String print(Object value) {
		return print(value, "");
	}

	private static String print(Object value, String indent) {
		String inner = indent + "  ";
		if (value instanceof Map<?, ?> map) {
			// other maps have an order of their own
			Map<?, ?> ordered = (map.size() > 1 && map.getClass().getName().contains("ImmutableCollections"))
					? new TreeMap<>(map) : map;
			return ordered.entrySet()
				.stream()
				.map((entry) -> inner + quote(entry.getKey().toString()) + ": " + print(entry.getValue(), inner))
				.collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
		}
		if (value instanceof List<?> list) {
			if (list.stream().noneMatch((item) -> item instanceof Map)) {
				return list.stream().map((item) -> print(item, inner)).collect(Collectors.joining(", ", "[", "]"));
			}
			return list.stream()
				.map((item) -> inner + print(item, inner))
				.collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
		}
		return (value instanceof String text) ? quote(text) : value.toString();
	}

	private static String quote(String text) {
		return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}

}
