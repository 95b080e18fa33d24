package io.mesosframework.scheduler;

import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;

/**
 * Receives the events of a scheduler.
 * <p>
 * Every method is called on the one event loop thread, in the order in which the master
 * sent the events, and listeners are called in the order in which they were added. A
 * listener must not block: while it runs no other event is handled. Exceptions go to the
 * {@link SchedulerErrorHandler}; the other listeners still see the event.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SchedulerListener {

	/**
	 * Called for every event except those of unknown types, which are skipped and
	 * counted.
	 * @param event the event
	 * @param scheduler where to send calls
	 */
	void onEvent(MesosEvent event, MesosScheduler scheduler);

	/**
	 * Called when the session with the master begins, ends or is given up.
	 * @param event what happened
	 * @param scheduler where to send calls
	 */
	default void onLifecycle(MesosLifecycleEvent event, MesosScheduler scheduler) {
	}

}
