package io.mesosframework.task;

/**
 * What is done with reservations of the framework that no instance has: they were made in
 * a previous run of the application.
 *
 * @since 0.1.0
 */
public enum OrphanReservationPolicy {

	/**
	 * An instance that is declared and has no reservation yet gets it back, with its
	 * data. What no instance takes stays as it is and is logged once.
	 */
	ADOPT,

	/**
	 * The same, but what no instance takes is freed after a grace time, with its data.
	 */
	FREE,

	/** They stay as they are and are logged once; instances get new reservations. */
	IGNORE

}
