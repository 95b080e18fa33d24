package io.mesosframework.boot.endtoend.rest;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Derives JSON Schemas from the records that are written as JSON.
 */
final class RecordSchemas {

	private final Map<String, Object> schemas = new TreeMap<>();

	/** Return the schemas of all records so far, by name. */
	Map<String, Object> schemas() {
		return this.schemas;
	}

	/** Return the schema of a type; a record becomes a reference. */
	Map<String, Object> of(Type type) {
		if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
			Type[] arguments = generic.getActualTypeArguments();
			return Map.class.isAssignableFrom(raw) ? Map.of("type", "object", "additionalProperties", of(arguments[1]))
					: Map.of("type", "array", "items", of(arguments[0]));
		}
		return (type instanceof Class<?> simple) ? simple(simple) : Map.of();
	}

	private Map<String, Object> simple(Class<?> type) {
		if (type.isRecord()) {
			return reference(type);
		}
		if (type.isEnum()) {
			return Map.of("type", "string", "enum",
					Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList());
		}
		if (type == Instant.class) {
			return Map.of("type", "string", "format", "date-time");
		}
		if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
			return Map.of("type", "integer");
		}
		if (type == double.class || type == Double.class) {
			return Map.of("type", "number");
		}
		if (type == boolean.class || type == Boolean.class) {
			return Map.of("type", "boolean");
		}
		if (CharSequence.class.isAssignableFrom(type)) {
			return Map.of("type", "string");
		}
		if (Collection.class.isAssignableFrom(type)) {
			return Map.of("type", "array");
		}
		return Map.class.isAssignableFrom(type) ? Map.of("type", "object") : Map.of();
	}

	private Map<String, Object> reference(Class<?> type) {
		String name = name(type);
		if (!this.schemas.containsKey(name)) {
			this.schemas.put(name, Map.of());
			Map<String, Object> properties = new LinkedHashMap<>();
			List<String> required = new ArrayList<>();
			for (RecordComponent component : type.getRecordComponents()) {
				properties.put(component.getName(), of(component.getGenericType()));
				if (!isNullable(component.getAnnotatedType())) {
					required.add(component.getName());
				}
			}
			Map<String, Object> schema = new LinkedHashMap<>();
			schema.put("type", "object");
			schema.put("properties", properties);
			schema.put("required", required);
			this.schemas.put(name, schema);
		}
		return Map.of("$ref", "#/components/schemas/" + name);
	}

	private static String name(Class<?> type) {
		String outer = (type.getEnclosingClass() != null) ? name(type.getEnclosingClass()) : "";
		return outer + type.getSimpleName().replaceAll("(Descriptor|Endpoint)$", "");
	}

	private static boolean isNullable(AnnotatedType type) {
		return type.isAnnotationPresent(Nullable.class);
	}

}
