package io.mesosframework.boot.event;

import io.micrometer.observation.Observation;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.task.TaskManagerEvent;

/**
 * Observation context of one handler call.
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
	 * Return the id of the handler.
	 * @return the id
	 */
	public String getHandlerId() {
		return this.handlerId;
	}

	/**
	 * Return the type of the event, or the simple class name for a change of the
	 * connection.
	 * @return the name
	 */
	public String getEventName() {
		return this.invocation.typeName();
	}

	/**
	 * Return the master event.
	 * @return the event, or {@code null} if something else is handled
	 */
	public @Nullable Event getEvent() {
		return this.invocation.view();
	}

	/**
	 * Return the task manager event.
	 * @return the event, or {@code null} if something else is handled
	 */
	public @Nullable TaskManagerEvent getTaskEvent() {
		return (this.invocation.signal() instanceof TaskManagerEvent event) ? event : null;
	}

	/**
	 * Return the item of the event for which the handler is called.
	 * @return an offer or inverse offer, or {@code null} if the handler is called once
	 * for the event
	 */
	public @Nullable Object getItem() {
		return this.invocation.item();
	}

}
