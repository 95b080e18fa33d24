package io.mesosframework.task;

/**
 * Policy for reservations of the framework that belong to no instance because a previous
 * run of the application made them.
 *
 * @since 0.1.0
 */
public enum OrphanReservationPolicy {

	/**
	 * A declared instance without a reservation takes it over, with its data. A
	 * reservation that no instance takes over is left alone and logged once.
	 */
	ADOPT,

	/**
	 * As {@link #ADOPT}, but a reservation that no instance takes over is freed after a
	 * grace period and its data is destroyed.
	 */
	FREE,

	/**
	 * The reservations are left alone and logged once. Instances get new reservations.
	 */
	IGNORE

}
