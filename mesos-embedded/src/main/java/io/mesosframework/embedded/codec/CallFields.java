package io.mesosframework.embedded.codec;

import org.jspecify.annotations.Nullable;

/**
 * Checks the fields that a call needs, with the texts of Mesos.
 *
 * @since 0.1.0
 */
public final class CallFields {

	private CallFields() {
	}

	/**
	 * Expect that a field is present.
	 * @param present whether it is
	 * @param field the name of the field
	 * @return the error or {@code null}
	 */
	public static @Nullable String expect(boolean present, String field) {
		return present ? null : "Expecting '" + field + "' to be present";
	}

}
