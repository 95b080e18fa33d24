package io.mesosframework.scheduler.observation;

import io.micrometer.observation.Observation;

import io.mesosframework.scheduler.event.MesosEvent;

/**
 * What is known while an event is observed.
 *
 * @since 0.1.0
 */
public final class EventObservationContext extends Observation.Context {

	private final MesosEvent event;

	/**
	 * Creates the context.
	 * @param event the event
	 */
	public EventObservationContext(MesosEvent event) {
		this.event = event;
	}

	/**
	 * The event.
	 * @return the event
	 */
	public MesosEvent event() {
		return this.event;
	}

}
