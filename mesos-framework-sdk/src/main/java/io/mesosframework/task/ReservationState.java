package io.mesosframework.task;

/**
 * How far a {@link Reservation} is.
 *
 * @since 0.1.0
 */
public enum ReservationState {

	/** A place is still to be found. */
	WANTED,

	/**
	 * A previous run of the application made it, on a known agent; it is recognised when
	 * that agent offers it.
	 */
	RECOVERING,

	/**
	 * It was asked for together with the first launch; nothing proves yet that it exists.
	 */
	RESERVING,

	/**
	 * It exists: the agent has said so, it was seen in an offer, or a task runs in it.
	 */
	READY,

	/** It is not needed any more and is freed as soon as its agent offers it. */
	RELEASING

}
