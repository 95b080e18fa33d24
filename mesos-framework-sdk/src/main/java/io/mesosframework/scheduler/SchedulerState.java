package io.mesosframework.scheduler;

import io.mesosframework.scheduler.event.MesosFailed;

/**
 * The states of a scheduler.
 *
 * @since 0.1.0
 */
public enum SchedulerState {

	/** Not started, or stopped. */
	STOPPED,

	/** Waiting before the next attempt to subscribe. */
	DISCONNECTED,

	/** A SUBSCRIBE has been sent. */
	CONNECTING,

	/** Subscribed: calls may be sent. */
	SUBSCRIBED,

	/** Another instance has taken over; this one has stopped. */
	FAILED_OVER,

	/** The framework was torn down by this scheduler. */
	TORN_DOWN,

	/** The scheduler has given up, see {@link MesosFailed}. */
	FAILED;

	/**
	 * Return whether only a new start leads out of this state.
	 * @return {@code true} if the scheduler takes no further action by itself
	 */
	public boolean isTerminal() {
		return this != DISCONNECTED && this != CONNECTING && this != SUBSCRIBED;
	}

}
