package io.mesosframework.task;

import java.time.Duration;

/**
 * Settings for the homes of instances.
 *
 * @param orphans what is done with homes that no instance has
 * @param grace how long such a home must have been known before it is freed
 */
public record HomeOptions(OrphanHomePolicy orphans, Duration grace) {

	/**
	 * Instances get their homes back, and nothing is freed that this life has not made.
	 */
	public static final HomeOptions DEFAULT = new HomeOptions(OrphanHomePolicy.ADOPT, Duration.ofMinutes(5));

}
