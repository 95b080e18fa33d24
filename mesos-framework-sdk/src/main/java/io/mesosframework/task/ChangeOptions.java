package io.mesosframework.task;

import org.jspecify.annotations.Nullable;

/**
 * Condition under which apps are changed. The condition is checked atomically with the
 * change, so that no other change can come in between.
 *
 * @param expectedRevision the {@linkplain App#revision() revision} that every named app
 * must have; 0 if the app must not exist; {@code null} for no condition
 * @since 0.1.0
 */
public record ChangeOptions(@Nullable Long expectedRevision) {

	/** No condition: change apps whatever their revision. */
	public static final ChangeOptions DEFAULT = new ChangeOptions(null);

	/**
	 * Return options that change an app only if it still has the given revision.
	 * @param revision the expected revision; 0 if the app must not exist
	 * @return the options
	 */
	public static ChangeOptions ifRevision(long revision) {
		return new ChangeOptions(revision);
	}

}
