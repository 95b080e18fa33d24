package io.mesosframework.embedded.standalone;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.Json;
import io.mesosframework.embedded.codec.JsonSyntaxException;
import io.mesosframework.embedded.resource.Durations;

/**
 * The JSON object in the body of a control request; empty when there is no body.
 */
final class ControlBody {

	private final Map<String, @Nullable Object> members;

	private ControlBody(Map<String, @Nullable Object> members) {
		this.members = members;
	}

	static ControlBody parse(byte[] bytes) throws ControlException {
		String text = new String(bytes, StandardCharsets.UTF_8);
		if (text.isBlank()) {
			return new ControlBody(Map.of());
		}
		try {
			return new ControlBody(Json.parseObject(text));
		}
		catch (JsonSyntaxException ex) {
			throw new ControlException(400, "The body is not a JSON object: " + ex.getMessage());
		}
	}

	/**
	 * Reject unknown members.
	 * @param known the names
	 * @throws ControlException if there is another one
	 */
	void allow(String... known) throws ControlException {
		Set<String> unknown = new LinkedHashSet<>(this.members.keySet());
		unknown.removeAll(Arrays.asList(known));
		if (!unknown.isEmpty()) {
			throw new ControlException(400, "Unknown member '" + unknown.iterator().next() + "'; there are "
					+ String.join(", ", new ArrayList<>(List.of(known))));
		}
	}

	boolean has(String name) {
		return this.members.get(name) != null;
	}

	String text(String name) throws ControlException {
		Object value = this.members.get(name);
		if (value instanceof String text) {
			return text;
		}
		throw new ControlException(400, "'" + name + "' must be a string");
	}

	String text(String name, String fallback) throws ControlException {
		return has(name) ? text(name) : fallback;
	}

	int number(String name) throws ControlException {
		Object value = this.members.get(name);
		if (value instanceof Number number && number.longValue() >= 0 && number.longValue() <= Integer.MAX_VALUE) {
			return number.intValue();
		}
		throw new ControlException(400, "'" + name + "' must be a number that is not negative");
	}

	int number(String name, int fallback) throws ControlException {
		return has(name) ? number(name) : fallback;
	}

	boolean flag(String name) throws ControlException {
		Object value = this.members.get(name);
		if (value instanceof Boolean flag) {
			return flag;
		}
		throw new ControlException(400, "'" + name + "' must be true or false");
	}

	Duration duration(String name) throws ControlException {
		try {
			return Durations.parse(text(name));
		}
		catch (IllegalArgumentException ex) {
			throw new ControlException(400, "'" + name + "': " + ex.getMessage());
		}
	}

	<E extends Enum<E>> E constant(String name, Class<E> type) throws ControlException {
		String text = text(name);
		try {
			return Enum.valueOf(type, text);
		}
		catch (IllegalArgumentException ex) {
			throw new ControlException(400, "'" + name + "' is unknown: " + text);
		}
	}

}
