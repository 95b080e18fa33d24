package io.mesosframework.task.definition;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The type of a field's values: how they are read, and what the JSON Schema says of them.
 *
 * @param <T> the type of what is read
 */
interface FieldType<T> {

	/**
	 * Read a value.
	 * @param location where it stands; receives what is wrong with it
	 * @param value the value, as a JSON or YAML parser or a binder gives it
	 * @return what was read, or {@code null} if it is wrong
	 */
	@Nullable T read(Location location, Object value);

	/** Return the forms that a value may have, as parts of a JSON Schema. */
	List<Map<String, Object>> schemas();

	/** Return how a default is written in a document. */
	default Object print(T value) {
		return value;
	}

	/** Return what a value must be, for the message that it is missing. */
	default String expected() {
		return "";
	}

	/** Return what is inside. */
	default DefinitionField.Kind kind() {
		return DefinitionField.Kind.VALUE;
	}

	/** Return the fields, if this is an object or a list of them. */
	default List<DefinitionField<?>> fields() {
		return List.of();
	}

}
