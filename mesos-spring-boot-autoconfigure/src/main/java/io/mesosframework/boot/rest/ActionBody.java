package io.mesosframework.boot.rest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON body of an action. Collects all errors, which {@link #finish()} reports
 * together. Create a new instance for each request.
 *
 * @since 0.1.0
 */
public final class ActionBody {

	private final Map<?, ?> members;

	private final Set<String> known = new LinkedHashSet<>();

	private final List<Map<String, String>> faults = new ArrayList<>();

	/**
	 * Read a body.
	 * @param body the body, or {@code null} if there is none
	 * @throws ProblemException if the body is not a JSON object
	 */
	public ActionBody(byte @Nullable [] body) {
		this.members = Documents.object(body);
	}

	/**
	 * Return whether the body has a member, even if its value is null.
	 * @param name the name of the member
	 * @return whether the member is present
	 */
	public boolean has(String name) {
		this.known.add(name);
		return this.members.containsKey(name);
	}

	/**
	 * Return the value of an integer member.
	 * @param name the name of the member
	 * @param min the smallest value
	 * @param max the largest value
	 * @return the number, or {@code null} if it is missing or invalid
	 */
	public @Nullable Integer integer(String name, int min, int max) {
		if (!has(name)) {
			return null;
		}
		Object value = this.members.get(name);
		if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
			BigInteger number = new BigDecimal(value.toString()).toBigInteger();
			if (number.compareTo(BigInteger.valueOf(min)) >= 0 && number.compareTo(BigInteger.valueOf(max)) <= 0) {
				return number.intValue();
			}
		}
		fault(name, "must be a whole number from " + min + " to " + max + " but is " + described(value));
		return null;
	}

	/**
	 * Return the value of a member that allows a set of words.
	 * @param name the name of the member
	 * @param words the allowed words
	 * @return the word, or {@code null} if it is missing or invalid
	 */
	public @Nullable String choice(String name, Set<String> words) {
		if (!has(name)) {
			return null;
		}
		Object value = this.members.get(name);
		if (value instanceof String word && words.contains(word)) {
			return word;
		}
		fault(name, "must be one of " + String.join(", ", words) + " but is " + described(value));
		return null;
	}

	/**
	 * Return the value of a member that holds a list of allowed words.
	 * @param name the name of the member
	 * @param words the allowed words
	 * @return the words in the list, at least one; empty if the member is missing or
	 * invalid
	 */
	public List<String> choices(String name, Collection<String> words) {
		List<String> chosen = new ArrayList<>();
		if (!has(name)) {
			return chosen;
		}
		Object value = this.members.get(name);
		boolean good = value instanceof Collection<?> many && !many.isEmpty();
		if (value instanceof Collection<?> many) {
			for (Object each : many) {
				good &= each instanceof String word && words.contains(word);
				chosen.add(String.valueOf(each));
			}
		}
		if (!good) {
			fault(name,
					"must be a list of at least one of " + String.join(", ", words) + " but is " + described(value));
		}
		return chosen;
	}

	/**
	 * Record an error for a missing member.
	 * @param name the name of the member
	 * @param what a description of the member
	 */
	public void missing(String name, String what) {
		if (!has(name)) {
			fault(name, "is missing; give " + what);
		}
	}

	/**
	 * Record an error.
	 * @param path the path of the invalid value; empty for the body
	 * @param message the error message
	 */
	public void fault(String path, String message) {
		this.faults.add(Map.of("path", path, "message", message));
	}

	/**
	 * Finish reading.
	 * @throws ProblemException if there were errors, with all of them
	 */
	public void finish() {
		for (Object key : this.members.keySet()) {
			if (!this.known.contains(String.valueOf(key))) {
				fault(String.valueOf(key), "is not known here; "
						+ (this.known.isEmpty() ? "no body is expected" : "use " + String.join(", ", this.known)));
			}
		}
		if (!this.faults.isEmpty()) {
			throw ProblemException.invalid(this.faults);
		}
	}

	private static String described(@Nullable Object value) {
		return (value != null) ? "'" + value + "'" : "null";
	}

}
