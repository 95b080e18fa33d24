package io.mesosframework.task.internal.app;

/**
 * Sends the decisions of a placement round. Used on the event loop only.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface LaunchDispatch {

	/**
	 * Accept the offers of an agent once all decisions are stored.
	 * @param accept the use of the offers
	 */
	void send(AgentAccept accept);

}
