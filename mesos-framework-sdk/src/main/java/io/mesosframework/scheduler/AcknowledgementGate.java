package io.mesosframework.scheduler;

/**
 * Decides when acknowledgements are sent. An update must not be acknowledged before the
 * changes it has caused are durable; otherwise they would be lost if the process ended.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface AcknowledgementGate {

	/**
	 * Send an acknowledgement, now or later.
	 * <p>
	 * Called on the event loop. Acknowledgements must be sent on the event loop, in the
	 * order in which they were passed in.
	 * @param send sends the acknowledgement
	 */
	void pass(Runnable send);

}
