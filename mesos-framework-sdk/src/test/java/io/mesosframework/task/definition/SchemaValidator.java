package io.mesosframework.task.definition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Checks documents against the part of JSON Schema that {@link TaskDefinitionSchema}
 * uses, and refuses any other part.
 */
final class SchemaValidator {

	private static final Set<String> KNOWN = Set.of("$schema", "$defs", "$ref", "$id", "title", "description", "type",
			"properties", "additionalProperties", "required", "items", "minItems", "anyOf", "enum", "minimum",
			"maximum", "exclusiveMinimum", "pattern", "default");

	private final Map<String, Object> root;

	SchemaValidator(Map<String, Object> root) {
		this.root = root;
	}

	List<String> faults(@Nullable Object document) {
		List<String> faults = new ArrayList<>();
		check("", this.root, document, faults);
		return faults;
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> resolve(Map<String, Object> schema) {
		if (!(schema.get("$ref") instanceof String reference)) {
			return schema;
		}
		Object current = this.root;
		for (String step : reference.substring(2).split("/")) {
			current = ((Map<String, Object>) current).get(step);
		}
		Map<String, Object> both = new LinkedHashMap<>((Map<String, Object>) current);
		schema.forEach((key, value) -> {
			if (!key.equals("$ref") && both.put(key, value) != null) {
				throw new IllegalStateException("'" + key + "' is said twice, which this test does not understand");
			}
		});
		return both;
	}

	@SuppressWarnings("unchecked")
	private void check(String path, Map<String, Object> given, @Nullable Object value, List<String> faults) {
		Map<String, Object> schema = resolve(given);
		schema.keySet().stream().filter((key) -> !KNOWN.contains(key)).forEach((key) -> {
			throw new IllegalStateException("'" + key + "' at '" + path + "' is not understood by this test");
		});
		Object type = schema.get("type");
		if (type != null && names(type).stream().noneMatch((name) -> is(name, value))) {
			faults.add(path + ": is no " + type);
		}
		if (schema.get("enum") instanceof List<?> choices && !choices.contains(value)) {
			faults.add(path + ": '" + value + "' is none of " + choices);
		}
		if (schema.get("pattern") instanceof String pattern && value instanceof String text
				&& !Pattern.compile(pattern).matcher(text).find()) {
			faults.add(path + ": '" + text + "' does not match");
		}
		if (value instanceof Number number) {
			range(path, schema, number.doubleValue(), faults);
		}
		if (schema.get("anyOf") instanceof List<?> choices) {
			anyOf(path, (List<Map<String, Object>>) choices, value, faults);
		}
		if (value instanceof Map<?, ?> map) {
			object(path, schema, map, faults);
		}
		if (value instanceof Collection<?> items) {
			if (schema.get("minItems") instanceof Integer min && items.size() < min) {
				faults.add(path + ": is too short");
			}
			if (schema.get("items") instanceof Map<?, ?> item) {
				items.forEach((element) -> check(path + "[]", (Map<String, Object>) item, element, faults));
			}
		}
	}

	private void anyOf(String path, List<Map<String, Object>> choices, @Nullable Object value, List<String> faults) {
		List<String> all = new ArrayList<>();
		for (Map<String, Object> choice : choices) {
			List<String> own = new ArrayList<>();
			check(path, choice, value, own);
			if (own.isEmpty()) {
				return;
			}
			all.addAll(own);
		}
		faults.addAll(all);
	}

	@SuppressWarnings("unchecked")
	private void object(String path, Map<String, Object> schema, Map<?, ?> map, List<String> faults) {
		Map<String, Object> properties = (Map<String, Object>) schema.getOrDefault("properties", Map.of());
		map.forEach((key, item) -> {
			String inner = path.isEmpty() ? key.toString() : path + "." + key;
			if (properties.get(key) instanceof Map<?, ?> property) {
				check(inner, (Map<String, Object>) property, item, faults);
			}
			else if (schema.get("additionalProperties") instanceof Map<?, ?> others) {
				check(inner, (Map<String, Object>) others, item, faults);
			}
			else if (Boolean.FALSE.equals(schema.get("additionalProperties"))) {
				faults.add(inner + ": is not known");
			}
		});
		if (schema.get("required") instanceof List<?> required) {
			required.stream()
				.filter((key) -> !map.containsKey(key))
				.forEach((key) -> faults.add(path + ": needs " + key));
		}
	}

	private static void range(String path, Map<String, Object> schema, double number, List<String> faults) {
		if ((schema.get("minimum") instanceof Number min && number < min.doubleValue())
				|| (schema.get("maximum") instanceof Number max && number > max.doubleValue())
				|| (schema.get("exclusiveMinimum") instanceof Number above && number <= above.doubleValue())) {
			faults.add(path + ": " + number + " is out of range");
		}
	}

	private static List<String> names(Object type) {
		return (type instanceof List<?> list) ? list.stream().map(String::valueOf).toList() : List.of(type.toString());
	}

	private static boolean is(String type, @Nullable Object value) {
		return switch (type) {
			case "object" -> value instanceof Map;
			case "array" -> value instanceof Collection;
			case "string" -> value instanceof String;
			case "boolean" -> value instanceof Boolean;
			case "number" -> value instanceof Number;
			case "integer" -> value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue());
			default -> throw new IllegalStateException(type);
		};
	}

}
