package io.mesosframework.task.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.apache.mesos.v1.Protos.RLimitInfo.RLimit.Type;

/**
 * A resource limit of a process, such as the number of open files. Immutable and
 * thread-safe.
 *
 * @param type the limited resource
 * @param soft the soft limit, an unsigned number; 0 if there is none
 * @param hard the hard limit, an unsigned number; 0 if there is none
 * @param isUnlimited whether there is no limit
 * @since 0.1.0
 */
public record ResourceLimit(Type type, long soft, long hard, boolean isUnlimited) {

	/**
	 * Parse a limit.
	 * @param name the name in Mesos, {@code RLMT_NOFILE}, or its short form,
	 * {@code nofile}
	 * @param value {@code 1024}, {@code 1024:4096} (soft and hard) or {@code unlimited}
	 * @return the limit
	 * @throws IllegalArgumentException if the name or the value is invalid
	 */
	public static ResourceLimit parse(String name, String value) {
		Type type = type(name);
		String text = value.trim();
		if (text.isEmpty() || text.equalsIgnoreCase("unlimited")) {
			return new ResourceLimit(type, 0, 0, true);
		}
		List<String> parts = List.of(text.split(":", 2));
		try {
			long soft = Long.parseUnsignedLong(parts.get(0).trim());
			long hard = (parts.size() == 2) ? Long.parseUnsignedLong(parts.get(1).trim()) : soft;
			if (Long.compareUnsigned(soft, hard) <= 0) {
				return new ResourceLimit(type, soft, hard, false);
			}
		}
		catch (NumberFormatException ex) {
			// reported below, like a soft limit above the hard one
		}
		throw new IllegalArgumentException(
				"must be a number, soft:hard with soft not above hard, or unlimited, but is '" + value + "'");
	}

	private static Type type(String name) {
		String upper = name.toUpperCase(Locale.ROOT);
		String full = upper.startsWith("RLMT_") ? upper : "RLMT_" + upper;
		List<Type> types = Arrays.stream(Type.values()).filter((type) -> type != Type.UNKNOWN).toList();
		return types.stream()
			.filter((type) -> type.name().equals(full))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("is not known; known are " + types));
	}

	/**
	 * Return the limit in the format of the option {@code --ulimit} of Docker.
	 * @return for example {@code nofile=1024:4096}
	 */
	public String toUlimit() {
		String range = this.isUnlimited ? "-1:-1"
				: Long.toUnsignedString(this.soft) + ":" + Long.toUnsignedString(this.hard);
		return this.type.name().toLowerCase(Locale.ROOT).replaceFirst("^rlmt_", "") + "=" + range;
	}

}
