package io.mesosframework.scheduler;

import io.micrometer.observation.Observation;

/**
 * What is known while an event is observed.
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
