package io.mesosframework.task;

import java.time.Duration;

/**
 * Settings for the reservations of instances.
 *
 * @param orphans what is done with reservations that no instance has
 * @param grace how long such a reservation must have been known before it is freed
 * @since 0.1.0
 */
public record ReservationOptions(OrphanReservationPolicy orphans, Duration grace) {

	/**
	 * Instances get their reservations back, and nothing is freed that this life has not
	 * made.
	 */
	public static final ReservationOptions DEFAULT = new ReservationOptions(OrphanReservationPolicy.ADOPT,
			Duration.ofMinutes(5));

}
