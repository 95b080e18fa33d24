package io.mesosframework.task.internal.instance;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.definition.Fingerprint;

/**
 * Creates and parses task ids. Their format is {@code <app>.<instance>.<uuid>}, followed
 * by {@code .<task>} in a group. The first four bytes of the UUID are the
 * {@link Fingerprint} of the definition, the others are random (a version 8 UUID of RFC
 * 9562), so that ids are never reused.
 *
 * @since 0.1.0
 */
public final class TaskIds {

	private static final Pattern ID = Pattern
		.compile("(.+)\\.(\\d{1,7})\\.([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?:\\.([^.]+))?");

	private TaskIds() {
	}

	/** Return a new id for a launch. */
	public static String next(String app, int index, int fingerprint) {
		UUID random = UUID.randomUUID();
		long most = ((long) fingerprint << 32) | (random.getMostSignificantBits() & 0xFFFF0FFFL) | 0x8000L;
		return app + "." + index + "." + new UUID(most, random.getLeastSignificantBits());
	}

	/**
	 * Parse an id. Return {@code null} if it does not have the format of the task
	 * manager.
	 */
	public static @Nullable Parts read(String taskId) {
		Matcher matcher = ID.matcher(taskId);
		if (!matcher.matches()) {
			return null;
		}
		String member = matcher.group(4);
		String launchId = (member != null) ? taskId.substring(0, taskId.length() - member.length() - 1) : taskId;
		return new Parts(launchId, matcher.group(1), Integer.parseInt(matcher.group(2)),
				Integer.parseUnsignedInt(matcher.group(3), 16), member);
	}

	/**
	 * Parts of a task id.
	 *
	 * @param launchId the id of the launch
	 * @param app the name of the app
	 * @param index the number of the instance
	 * @param fingerprint the fingerprint of the definition
	 * @param member the name of the task in its group, or {@code null}
	 */
	public record Parts(String launchId, String app, int index, int fingerprint, @Nullable String member) {

	}

}
