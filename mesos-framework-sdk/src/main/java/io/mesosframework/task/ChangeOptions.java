package io.mesosframework.task;

import org.jspecify.annotations.Nullable;

/**
 * Under which condition apps are changed. It is checked in the same step as the change is
 * made, so that nobody else can come in between.
 *
 * @param expectedVersion the version that every named app must have, 0 if it must not
 * exist; {@code null} if it does not matter
 */
public record ChangeOptions(@Nullable Long expectedVersion) {

	/** Whatever is there. */
	public static final ChangeOptions DEFAULT = new ChangeOptions(null);

	/**
	 * Change only what has this version.
	 * @param version the version, 0 if the app must not exist
	 * @return the options
	 */
	public static ChangeOptions ifVersion(long version) {
		return new ChangeOptions(version);
	}

}
