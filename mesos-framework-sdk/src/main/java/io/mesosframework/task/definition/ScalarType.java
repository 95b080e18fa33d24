package io.mesosframework.task.definition;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A type whose values are single texts, numbers or booleans.
 *
 * @param expected the description of a valid value, for messages
 * @param schema its JSON Schema
 * @param parser parses a value; returns {@code null}, or throws an
 * {@link IllegalArgumentException} with a specific message, if the value is invalid
 * @param printer converts a default to its form in documents
 * @param <T> the type of the value read
 */
record ScalarType<T>(String expected, Map<String, Object> schema, Function<Object, @Nullable T> parser,
		Function<T, Object> printer) implements FieldType<T> {

	@Override
	public @Nullable T read(Location location, Object value) {
		if (!Trees.isScalar(value)) {
			location.mismatch(this.expected, value);
			return null;
		}
		String unusable = Texts.unusable(value.toString());
		if (unusable != null) {
			location.fault(unusable);
			return null;
		}
		try {
			T read = this.parser.apply(value);
			if (read == null) {
				location.mismatch(this.expected, value);
			}
			return read;
		}
		catch (IllegalArgumentException ex) {
			location.fault(String.valueOf(ex.getMessage()));
			return null;
		}
	}

	@Override
	public List<Map<String, Object>> schemas() {
		return List.of(this.schema);
	}

	@Override
	public Object print(T value) {
		return this.printer.apply(value);
	}

}
