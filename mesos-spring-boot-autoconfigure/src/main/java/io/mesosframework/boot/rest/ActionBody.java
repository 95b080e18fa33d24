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
 * The small body of an action. All faults are found in one go. Used once.
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
	 * @throws ProblemException if it is not a JSON object
	 */
	public ActionBody(byte @Nullable [] body) {
		this.members = Documents.object(body);
	}

	/**
	 * Return whether there is a member, be it null.
	 * @param name its name
	 * @return whether it is there
	 */
	public boolean has(String name) {
		this.known.add(name);
		return this.members.containsKey(name);
	}

	/**
	 * Return a whole number.
	 * @param name the name of the member
	 * @param min the smallest value
	 * @param max the largest value
	 * @return the number, or {@code null} if it is missing or wrong
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
	 * Return one of some words.
	 * @param name the name of the member
	 * @param words the words
	 * @return the word, or {@code null} if it is missing or wrong
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
	 * Return some of some words.
	 * @param name the name of the member
	 * @param words the words
	 * @return those in the list, at least one; none if it is missing or wrong
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
	 * Complain if a member is missing.
	 * @param name its name
	 * @param what what it is
	 */
	public void missing(String name, String what) {
		if (!has(name)) {
			fault(name, "is missing; give " + what);
		}
	}

	/**
	 * Complain.
	 * @param path the path of what is wrong; empty for the body
	 * @param message what is wrong
	 */
	public void fault(String path, String message) {
		this.faults.add(Map.of("path", path, "message", message));
	}

	/**
	 * End reading.
	 * @throws ProblemException if anything was wrong, with all of it
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
