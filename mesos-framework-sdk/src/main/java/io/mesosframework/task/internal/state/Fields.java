package io.mesosframework.task.internal.state;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;

import com.google.protobuf.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * Helper methods for optional fields and timestamps of the stored format.
 */
final class Fields {

	private Fields() {
	}

	/** Set a field if there is a value. */
	static <T> void set(@Nullable T value, Consumer<T> setter) {
		if (value != null) {
			setter.accept(value);
		}
	}

	/** Set a field to the translation of a value if there is one. */
	static <T, V> void set(@Nullable T value, Function<T, V> translation, Consumer<V> setter) {
		if (value != null) {
			setter.accept(translation.apply(value));
		}
	}

	/** Return the value of a required field. */
	static <T> T require(String field, boolean present, T value) {
		if (!present) {
			throw new IllegalArgumentException("'" + field + "' is missing");
		}
		return value;
	}

	/** Return the constant for a number that must be present and known. */
	static <T> T requireKnown(String field, boolean present, int number, Function<Integer, @Nullable T> constants) {
		T constant = constants.apply(require(field, present, number));
		if (constant == null) {
			throw new IllegalArgumentException("'" + field + "' has a number that is not known: " + number);
		}
		return constant;
	}

	static Timestamp timestamp(Instant time) {
		return Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()).build();
	}

	static Instant instant(Timestamp time) {
		return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
	}

	static com.google.protobuf.Duration duration(Duration time) {
		return com.google.protobuf.Duration.newBuilder().setSeconds(time.getSeconds()).setNanos(time.getNano()).build();
	}

	static Duration duration(com.google.protobuf.Duration time) {
		return Duration.ofSeconds(time.getSeconds(), time.getNanos());
	}

}
