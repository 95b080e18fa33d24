package io.mesosframework.scheduler;

import io.mesosframework.scheduler.event.MesosFailed;

/**
 * Where a scheduler stands.
 *
 * @since 0.1.0
 */
public enum SchedulerState {

	/** Not started, or stopped. */
	STOPPED,

	/** Waiting before the next attempt to subscribe. */
	DISCONNECTED,

	/** A SUBSCRIBE is on its way. */
	CONNECTING,

	/** Subscribed: calls may be sent. */
	SUBSCRIBED,

	/** Another instance took over; this one has stopped. */
	FAILED_OVER,

	/** The framework was torn down by this scheduler. */
	TORN_DOWN,

	/** Given up, see {@link MesosFailed}. */
	FAILED;

	/**
	 * Whether only a new start leads out of this state.
	 * @return {@code true} if the scheduler does nothing by itself any more
	 */
	public boolean isTerminal() {
		return this != DISCONNECTED && this != CONNECTING && this != SUBSCRIBED;
	}

}
