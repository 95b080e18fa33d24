package io.mesosframework.scheduler;

import io.mesosframework.client.MesosException;
import io.mesosframework.scheduler.event.MesosSubscribed;

/**
 * Thrown when a call is made while there is no session, or for a session that has ended.
 * Nothing was sent and nothing is queued: offers and updates of an ended session are
 * void, and everything else must be decided anew after {@link MesosSubscribed}.
 *
 * @since 0.1.0
 */
public class NotSubscribedException extends MesosException {

	private static final long serialVersionUID = 1L;

	private final SchedulerState state;

	/**
	 * Create an exception.
	 * @param message what was not sent and why
	 * @param state the scheduler's state at that moment
	 */
	public NotSubscribedException(String message, SchedulerState state) {
		super(message);
		this.state = state;
	}

	/**
	 * Return the state of the scheduler when the call was made.
	 * @return the state
	 */
	public SchedulerState state() {
		return this.state;
	}

}
