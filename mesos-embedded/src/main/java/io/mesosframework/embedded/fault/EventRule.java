package io.mesosframework.embedded.fault;

import java.util.List;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * What is sent instead of events of a type.
 *
 * @param type the type
 * @param countdown how often
 * @param action what is sent
 */
record EventRule(Event.Type type, Countdown countdown, Action action) {

	boolean matches(Event event) {
		return !this.countdown.isSpent() && event.getType() == this.type;
	}

	/** What is sent instead of one event. */
	@FunctionalInterface
	interface Action {

		/**
		 * Choose the events.
		 * @param frameworkId to whom
		 * @param event the event
		 * @return the events to send in order
		 */
		List<Event> replace(FrameworkID frameworkId, Event event);

	}

}
