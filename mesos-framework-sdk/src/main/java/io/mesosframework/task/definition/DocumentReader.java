package io.mesosframework.task.definition;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads an object of a document field by field, according to its declaration. All errors
 * are collected and reading continues. Keys may be in {@code snake_case}, {@code
 * kebab-case} or {@code camelCase}; an undeclared key is an error. Not thread-safe.
 */
final class DocumentReader {

	private final Location location;

	private final ObjectType type;

	private final Map<DefinitionField<?>, Object> values = new LinkedHashMap<>();

	private final Map<DefinitionField<?>, String> names = new LinkedHashMap<>();

	/** The fields that have been read, so that no error is reported twice. */
	private final Map<DefinitionField<?>, Object> read = new LinkedHashMap<>();

	DocumentReader(Location location, ObjectType type, Map<?, ?> map) {
		this.location = location;
		this.type = type;
		map.forEach((key, value) -> {
			if (value != null) {
				put(String.valueOf(key), value);
			}
		});
	}

	/** Create a reader for the short form of an object. */
	DocumentReader(Location location, ObjectType type, DefinitionField<?> shorthand, Object value) {
		this.location = location;
		this.type = type;
		this.values.put(shorthand, value);
	}

	private void put(String key, Object value) {
		DefinitionField<?> field = this.type.field(key);
		if (field == null) {
			this.location.below(key)
				.fault("is not known; known here are " + String.join(", ",
						this.type.fields().stream().flatMap((known) -> known.names().stream()).toList()));
			return;
		}
		Object other = this.values.putIfAbsent(field, value);
		if (other == null) {
			this.names.put(field, key);
		}
		else if (!other.equals(value)) {
			this.location.below(key).fault("is the same key as " + this.names.get(field) + ", which has another value");
		}
	}

	/** Return the location of a field. */
	Location at(DefinitionField<?> field) {
		Location at = this.location.below(this.names.getOrDefault(field, field.name()));
		return field.isSecret() ? at.hidden() : at;
	}

	boolean has(DefinitionField<?> field) {
		return this.values.containsKey(field);
	}

	void fault(DefinitionField<?> field, String message) {
		at(field).fault(message);
	}

	/** Report an error at a path within the object. */
	void fault(String path, String message) {
		this.location.below(path).fault(message);
	}

	/** Read an optional field. */
	@SuppressWarnings("unchecked")
	<T> @Nullable T find(DefinitionField<T> field) {
		if (this.read.containsKey(field)) {
			return (T) this.read.get(field);
		}
		T read = null;
		Object value = this.values.get(field);
		if (value != null) {
			read = field.type().read(at(field), value);
		}
		if (field.isRequired()) {
			read = required(field, value, read);
		}
		this.read.put(field, read);
		return read;
	}

	private <T> @Nullable T required(DefinitionField<T> field, @Nullable Object value, @Nullable T read) {
		if (read instanceof String text && text.isBlank() || value == null && field.type() == FieldTypes.TEXT) {
			fault(field, "must be given");
			return null;
		}
		if (value == null) {
			at(field).mismatch(field.type().expected(), null);
		}
		return read;
	}

	/** Read a field with a default. */
	<T> T get(DefinitionField<T> field) {
		T read = find(field);
		T otherwise = (read != null) ? read : field.otherwise();
		if (otherwise == null) {
			throw new IllegalStateException("'" + field + "' has no default");
		}
		return otherwise;
	}

	/** Read a field whose default depends on other fields. */
	<T> T get(DefinitionField<T> field, T otherwise) {
		T read = find(field);
		return (read != null) ? read : otherwise;
	}

}
