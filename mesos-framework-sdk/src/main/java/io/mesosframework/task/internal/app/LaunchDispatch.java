package io.mesosframework.task.internal.app;

/**
 * Sends what a round of placement has decided. Used on the event loop only.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface LaunchDispatch {

	/**
	 * Accept the offers of an agent as soon as everything that was decided is stored.
	 * @param accept what is done with the offers
	 */
	void send(AgentAccept accept);

}
