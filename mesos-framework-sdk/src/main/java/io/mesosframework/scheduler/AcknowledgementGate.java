package io.mesosframework.scheduler;

/**
 * Decides when acknowledgements leave: an update must not be acknowledged before what it
 * has changed is durable, or it would be lost with the process.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface AcknowledgementGate {

	/**
	 * Let an acknowledgement pass, now or later.
	 * <p>
	 * Called on the event loop. Acknowledgements pass on the event loop, in the order in
	 * which they came.
	 * @param send sends the acknowledgement
	 */
	void pass(Runnable send);

}
