package io.mesosframework.embedded.resource;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * The rules for identifiers, which become directory names on agents, see
 * {@code src/common/validation.cpp} of Mesos.
 *
 * @since 0.1.0
 */
public final class IdRules {

	private static final int NAME_MAX = 255;

	private IdRules() {
	}

	/**
	 * Validate the id of a task, executor, agent, framework or volume.
	 * @param id the id
	 * @return the error or {@code null}
	 */
	public static @Nullable String validate(String id) {
		if (id.isEmpty()) {
			return "ID must not be empty";
		}
		// a character has at most three bytes
		if (id.length() > NAME_MAX / 3 && id.getBytes(StandardCharsets.UTF_8).length > NAME_MAX) {
			return "ID must not be greater than " + NAME_MAX + " characters";
		}
		if (".".equals(id) || "..".equals(id)) {
			return "'" + id + "' is disallowed";
		}
		for (int i = 0; i < id.length(); i++) {
			char c = id.charAt(i);
			if (c < 0x20 || c == 0x7f || c == '/' || c == '\\') {
				return "'" + id + "' contains invalid characters";
			}
		}
		return null;
	}

}
