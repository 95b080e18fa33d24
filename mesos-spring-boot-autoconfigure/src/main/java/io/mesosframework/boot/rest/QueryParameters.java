package io.mesosframework.boot.rest;

import org.jspecify.annotations.Nullable;

/**
 * Parses the values of query parameters strictly.
 *
 * @since 0.1.0
 */
public final class QueryParameters {

	private QueryParameters() {
	}

	/**
	 * Parse a string.
	 * @param name the name of the parameter
	 * @param value its value, or {@code null} if it is missing
	 * @return the string, or {@code null} if it is missing
	 * @throws ProblemException if it is empty
	 */
	public static @Nullable String text(String name, @Nullable String value) {
		if (value != null && value.isEmpty()) {
			throw ProblemException.badRequest("'" + name + "' has no value; give it one or leave it out");
		}
		return value;
	}

	/**
	 * Parse an integer.
	 * @param name the name of the parameter
	 * @param value its value, or {@code null} if it is missing
	 * @param fallback the default value
	 * @param min the minimum value, inclusive
	 * @param max the maximum value, inclusive
	 * @return the number
	 * @throws ProblemException if the value is not an integer within the range
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
			// Handled below like a number that is out of range.
		}
		throw ProblemException
			.badRequest("'" + name + "' must be a number from " + min + " to " + max + " but is '" + text + "'");
	}

	/**
	 * Parse a boolean.
	 * @param name the name of the parameter
	 * @param value its value, or {@code null} if it is missing
	 * @return the boolean: {@code false} if the parameter is missing, {@code true} if its
	 * value is empty
	 * @throws ProblemException if the value is not a boolean
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
