package io.mesosframework.scheduler.observation;

import io.micrometer.observation.Observation;

import io.mesosframework.scheduler.event.MesosEvent;

/**
 * The context of the observation of an event.
 *
 * @since 0.1.0
 */
public final class EventObservationContext extends Observation.Context {

	private final MesosEvent event;

	/**
	 * Create the context.
	 * @param event the event
	 */
	public EventObservationContext(MesosEvent event) {
		this.event = event;
	}

	/**
	 * Return the event.
	 * @return the event
	 */
	public MesosEvent event() {
		return this.event;
	}

}
