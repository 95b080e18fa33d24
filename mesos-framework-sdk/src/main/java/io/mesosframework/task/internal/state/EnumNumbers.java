package io.mesosframework.task.internal.state;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Maps the constants of an enum to those of {@code state.proto}, which are stored as
 * numbers, and back. Immutable.
 *
 * @param <J> the enum
 * @param <P> the enum of the stored format
 */
final class EnumNumbers<J extends Enum<J>, P extends Enum<P>> {

	private final String field;

	private final Function<J, P> toStored;

	private final Map<P, J> fromStored = new HashMap<>();

	/**
	 * Create a mapping.
	 * @param field the name of the field in error messages
	 * @param values all constants
	 * @param toStored the function that maps each constant to the stored format
	 */
	EnumNumbers(String field, J[] values, Function<J, P> toStored) {
		this.field = field;
		this.toStored = toStored;
		for (J value : values) {
			this.fromStored.put(toStored.apply(value), value);
		}
	}

	P write(J value) {
		return this.toStored.apply(value);
	}

	/**
	 * Return the constant for a stored value. Fails if the value is missing or unknown.
	 */
	J read(P stored) {
		J value = this.fromStored.get(stored);
		if (value == null) {
			throw new IllegalArgumentException(
					"'" + this.field + "' is missing or has a number that is not known: " + stored);
		}
		return value;
	}

}
