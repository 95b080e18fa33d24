package io.mesosframework.boot.event;

import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

/**
 * Failure of a handler method.
 *
 * @since 0.1.0
 */
public class MesosHandlerException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String handlerId;

	private final transient @Nullable Event event;

	/**
	 * Creates an exception.
	 * @param handlerId id of the handler
	 * @param event the event at which it failed, or {@code null} when that was a change
	 * of the connection
	 * @param summary what the event is about, with the ids of its tasks and offers
	 * @param cause what the handler has thrown
	 */
	public MesosHandlerException(String handlerId, @Nullable Event event, String summary, Throwable cause) {
		super("Handler '" + handlerId + "' failed at " + summary + ": " + cause, cause);
		this.handlerId = handlerId;
		this.event = event;
	}

	/**
	 * Returns the id of the handler.
	 * @return the id
	 */
	public String getHandlerId() {
		return this.handlerId;
	}

	/**
	 * Returns the event at which the handler failed.
	 * @return the event, or {@code null} when that was a change of the connection
	 */
	public @Nullable Event getEvent() {
		return this.event;
	}

}
