package io.mesosframework.task;

import org.jspecify.annotations.Nullable;

/**
 * How definitions are deployed.
 *
 * @param expectedVersion the version that every named app must have, 0 if it must not
 * exist; {@code null} if it does not matter
 */
public record DeployOptions(@Nullable Long expectedVersion) {

	/** Whatever is there. */
	public static final DeployOptions DEFAULT = new DeployOptions(null);

	/**
	 * Deploy only if the app has this version.
	 * @param version the version, 0 if the app must not exist
	 * @return the options
	 */
	public static DeployOptions ifVersion(long version) {
		return new DeployOptions(version);
	}

}
