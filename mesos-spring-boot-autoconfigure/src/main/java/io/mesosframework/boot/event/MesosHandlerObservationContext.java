package io.mesosframework.boot.event;

import io.micrometer.observation.Observation;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.task.TaskManagerEvent;

/**
 * What is known about one call of a handler while it is observed.
 *
 * @since 0.1.0
 */
public class MesosHandlerObservationContext extends Observation.Context {

	private final String handlerId;

	private final Invocation invocation;

	MesosHandlerObservationContext(String handlerId, Invocation invocation) {
		this.handlerId = handlerId;
		this.invocation = invocation;
	}

	/**
	 * Returns the id of the handler.
	 * @return the id
	 */
	public String getHandlerId() {
		return this.handlerId;
	}

	/**
	 * Returns the type of the event, or the simple name of the change of the connection.
	 * @return the name
	 */
	public String getEventName() {
		return this.invocation.typeName();
	}

	/**
	 * Returns the event.
	 * @return the event, or {@code null} when another change is handled
	 */
	public @Nullable Event getEvent() {
		return this.invocation.view();
	}

	/**
	 * Returns what became of declared tasks.
	 * @return what has happened, or {@code null} when something else is handled
	 */
	public @Nullable TaskManagerEvent getTaskEvent() {
		return (this.invocation.signal() instanceof TaskManagerEvent event) ? event : null;
	}

	/**
	 * Returns the item of the event for which the handler is called.
	 * @return an offer or inverse offer, or {@code null} when the handler is called once
	 * for the event
	 */
	public @Nullable Object getItem() {
		return this.invocation.item();
	}

}
