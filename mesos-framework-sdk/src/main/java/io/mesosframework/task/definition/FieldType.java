package io.mesosframework.task.definition;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The type of a field's values: how they are read, and their JSON Schema.
 *
 * @param <T> the type of the value read
 */
interface FieldType<T> {

	/**
	 * Read a value.
	 * @param location its location, which receives the errors
	 * @param value the value, as returned by a JSON or YAML parser or a binder
	 * @return the value read, or {@code null} if it is invalid
	 */
	@Nullable T read(Location location, Object value);

	/** Return the forms that a value may have, each as a JSON Schema. */
	List<Map<String, Object>> schemas();

	/** Return a default as it is written in a document. */
	default Object print(T value) {
		return value;
	}

	/** Return the description of a valid value, for the message that it is missing. */
	default String expected() {
		return "";
	}

	/** Return the kind of the values. */
	default DefinitionField.Kind kind() {
		return DefinitionField.Kind.VALUE;
	}

	/** Return the fields, if the values are objects or lists of them. */
	default List<DefinitionField<?>> fields() {
		return List.of();
	}

}
