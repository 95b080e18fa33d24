package io.mesosframework.scheduler;

import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;

/**
 * Receives the events of a scheduler.
 * <p>
 * All methods are called on the event loop thread, in the order in which the master sent
 * the events. Listeners are called in the order in which they were added. A listener must
 * not block: no other event is handled while it runs. Exceptions are passed to the
 * {@link SchedulerErrorHandler}; the other listeners still receive the event.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SchedulerListener {

	/**
	 * Handle an event. Called for every event except those of unknown types, which are
	 * skipped and counted.
	 * @param event the event
	 * @param scheduler the scheduler to which calls may be sent
	 */
	void onEvent(MesosEvent event, MesosScheduler scheduler);

	/**
	 * Handle a lifecycle event. Called when the session with the master begins, ends or
	 * is given up.
	 * @param event the event
	 * @param scheduler the scheduler to which calls may be sent
	 */
	default void onLifecycle(MesosLifecycleEvent event, MesosScheduler scheduler) {
	}

}
