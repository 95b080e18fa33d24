package io.mesosframework.embedded.master.validation;

import java.nio.charset.StandardCharsets;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The rules for identifiers, which become directory names on agents, see
 * {@code src/common/validation.cpp} of Mesos.
 */
final class IdRules {

	private static final int NAME_MAX = 255;

	private static final int UUID_BYTES = 16;

	private IdRules() {
	}

	/**
	 * Validate the id of a task, executor, agent, framework or volume.
	 * @param id the id
	 * @return the error or {@code null}
	 */
	static @Nullable String validate(String id) {
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

	/**
	 * Return whether some bytes are a UUID: sixteen of them, with one of the versions of
	 * RFC 4122 (or the nil UUID) and its variant.
	 * @param bytes the bytes
	 * @return {@code true} for a UUID
	 */
	static boolean isUuid(ByteString bytes) {
		if (bytes.size() != UUID_BYTES) {
			return false;
		}
		int version = (bytes.byteAt(6) & 0xf0) >> 4;
		return version >= 1 && version <= 5;
	}

}
