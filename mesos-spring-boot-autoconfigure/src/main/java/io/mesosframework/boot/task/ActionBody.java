package io.mesosframework.boot.task;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.mesosframework.boot.rest.ApiRequest;
import io.mesosframework.task.Fault;

/**
 * The small body of an action. All faults are found in one go. Used once.
 */
final class ActionBody {

	private final Map<?, ?> members;

	private final Set<String> known = new LinkedHashSet<>();

	private final List<Fault> faults = new ArrayList<>();

	ActionBody(ApiRequest request) {
		this.members = request.object();
	}

	boolean has(String name) {
		this.known.add(name);
		return this.members.get(name) != null;
	}

	/** Return a whole number, or {@code null} if it is missing or wrong. */
	@Nullable Integer integer(String name, int min, int max) {
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
		this.faults
			.add(new Fault(name, "must be a whole number from " + min + " to " + max + " but is '" + value + "'"));
		return null;
	}

	/** Return one of some words, or {@code null} if it is missing or wrong. */
	@Nullable String choice(String name, Set<String> words) {
		if (!has(name)) {
			return null;
		}
		String value = String.valueOf(this.members.get(name));
		if (words.contains(value)) {
			return value;
		}
		this.faults.add(new Fault(name, "must be one of " + String.join(", ", words) + " but is '" + value + "'"));
		return null;
	}

	void missing(String name, String what) {
		if (!has(name)) {
			fault(name, "is missing; give " + what);
		}
	}

	void fault(String path, String message) {
		this.faults.add(new Fault(path, message));
	}

	/** Complain about everything that was wrong. */
	void finish() {
		for (Object key : this.members.keySet()) {
			if (!this.known.contains(String.valueOf(key))) {
				this.faults.add(new Fault(String.valueOf(key), "is not known here; "
						+ (this.known.isEmpty() ? "no body is expected" : "use " + String.join(", ", this.known))));
			}
		}
		if (!this.faults.isEmpty()) {
			throw TaskProblems.invalid(this.faults);
		}
	}

}
