package io.mesosframework.task;

/**
 * State of a {@link Reservation}.
 *
 * @since 0.1.0
 */
public enum ReservationState {

	/** No agent has been found yet. */
	WANTED,

	/**
	 * A previous run of the application made the reservation on a known agent. It is
	 * recognised when that agent offers it.
	 */
	RECOVERING,

	/**
	 * The reservation was requested together with the first launch; it is not yet
	 * confirmed.
	 */
	RESERVING,

	/**
	 * The reservation exists: the agent has confirmed it, it was seen in an offer, or a
	 * task uses it.
	 */
	READY,

	/**
	 * The reservation is no longer needed and is freed as soon as its agent offers it.
	 */
	RELEASING

}
