package io.mesosframework.boot.rest;

import org.jspecify.annotations.Nullable;

/**
 * Reads the values of query parameters, strictly.
 *
 * @since 0.1.0
 */
public final class QueryParameters {

	private QueryParameters() {
	}

	/**
	 * Read a text.
	 * @param name the name of the parameter
	 * @param value its value, or {@code null} if it is missing
	 * @return the text, or {@code null}
	 * @throws ProblemException if it is empty
	 */
	public static @Nullable String text(String name, @Nullable String value) {
		if (value != null && value.isEmpty()) {
			throw ProblemException.badRequest("'" + name + "' has no value; give it one or leave it out");
		}
		return value;
	}

	/**
	 * Read a number.
	 * @param name the name of the parameter
	 * @param value its value, or {@code null} if it is missing
	 * @param fallback the number if it is missing
	 * @param min the smallest number
	 * @param max the largest number
	 * @return the number
	 * @throws ProblemException if it is no number within the range
	 */
	public static long number(String name, @Nullable String value, long fallback, long min, long max) {
		String text = text(name, value);
		if (text == null) {
			return fallback;
		}
		try {
			long number = Long.parseLong(text);
			if (number >= min && number <= max) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// the same answer as for a number that is out of range
		}
		throw ProblemException
			.badRequest("'" + name + "' must be a number from " + min + " to " + max + " but is '" + text + "'");
	}

	/**
	 * Read a truth value.
	 * @param name the name of the parameter
	 * @param value its value, or {@code null} if it is missing
	 * @return the truth value: {@code false} if it is missing, {@code true} if it is
	 * empty
	 * @throws ProblemException if it is something else
	 */
	public static boolean flag(String name, @Nullable String value) {
		if (value == null || value.equals("false")) {
			return false;
		}
		if (value.isEmpty() || value.equals("true")) {
			return true;
		}
		throw ProblemException.badRequest("'" + name + "' must be true or false but is '" + value + "'");
	}

}
