package io.mesosframework.task.definition;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A location in a document, to which errors are reported.
 *
 * @param path the path, empty for the document itself
 * @param faults receives the errors
 * @param secret whether the values at this location must not be repeated in messages
 */
record Location(String path, List<DefinitionError> faults, boolean secret) {

	static Location of(String path, List<DefinitionError> faults) {
		return new Location(path, faults, false);
	}

	void fault(String message) {
		this.faults.add(new DefinitionError(this.path, message));
	}

	/** Report that a value does not have the expected type. */
	void mismatch(String expected, @Nullable Object value) {
		fault("must be " + expected + " but is " + describe(value));
	}

	/** Return a description of a value for a message. */
	String describe(@Nullable Object value) {
		if (value == null) {
			return "missing";
		}
		if (value instanceof Map) {
			return "an object";
		}
		if (value instanceof Collection) {
			return "a list";
		}
		return this.secret ? "a single value" : "'" + value + "'";
	}

	Location below(String key) {
		return new Location((this.path.isEmpty() || key.isEmpty()) ? this.path + key : this.path + "." + key,
				this.faults, this.secret);
	}

	Location item(int index) {
		return new Location(this.path + "[" + index + "]", this.faults, this.secret);
	}

	/**
	 * Return this location for a secret field, whose values are not repeated in messages.
	 */
	Location hidden() {
		return new Location(this.path, this.faults, true);
	}

}
