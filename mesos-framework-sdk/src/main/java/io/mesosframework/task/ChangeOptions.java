package io.mesosframework.task;

import org.jspecify.annotations.Nullable;

/**
 * Under which condition apps are changed. It is checked in the same step as the change is
 * made, so that nobody else can come in between.
 *
 * @param expectedRevision the {@linkplain App#revision() revision} that every named app
 * must have, 0 if it must not exist; {@code null} if it does not matter
 * @since 0.1.0
 */
public record ChangeOptions(@Nullable Long expectedRevision) {

	/** Whatever is there. */
	public static final ChangeOptions DEFAULT = new ChangeOptions(null);

	/**
	 * Change only what nobody else has changed since it had this revision.
	 * @param revision the revision, 0 if the app must not exist
	 * @return the options
	 */
	public static ChangeOptions ifRevision(long revision) {
		return new ChangeOptions(revision);
	}

}
