package io.mesosframework.task;

import java.time.Duration;

/**
 * Settings for the reservations of instances.
 *
 * @param orphans the policy for reservations that belong to no instance
 * @param grace how long such a reservation must have been known before it is freed under
 * {@link OrphanReservationPolicy#FREE}
 * @since 0.1.0
 */
public record ReservationOptions(OrphanReservationPolicy orphans, Duration grace) {

	/**
	 * Instances take over their earlier reservations, and nothing is freed that was not
	 * reserved in this run.
	 */
	public static final ReservationOptions DEFAULT = new ReservationOptions(OrphanReservationPolicy.ADOPT,
			Duration.ofMinutes(5));

}
