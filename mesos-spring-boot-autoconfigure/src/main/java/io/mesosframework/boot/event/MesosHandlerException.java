package io.mesosframework.boot.event;

import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

/**
 * Describes the failure of a handler method.
 *
 * @since 0.1.0
 */
public class MesosHandlerException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String handlerId;

	private final transient @Nullable Event event;

	/**
	 * Create an exception.
	 * @param handlerId id of the handler
	 * @param event the event for which it failed, or {@code null} for a change of the
	 * connection
	 * @param summary a summary of the event, with the ids of its tasks and offers
	 * @param cause the exception thrown by the handler
	 */
	public MesosHandlerException(String handlerId, @Nullable Event event, String summary, Throwable cause) {
		super("Handler '" + handlerId + "' failed at " + summary + ": " + cause, cause);
		this.handlerId = handlerId;
		this.event = event;
	}

	/**
	 * Return the id of the handler.
	 * @return the id
	 */
	public String getHandlerId() {
		return this.handlerId;
	}

	/**
	 * Return the event for which the handler failed.
	 * @return the event, or {@code null} for a change of the connection
	 */
	public @Nullable Event getEvent() {
		return this.event;
	}

}
