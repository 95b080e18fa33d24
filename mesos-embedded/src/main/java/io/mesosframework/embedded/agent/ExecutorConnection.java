package io.mesosframework.embedded.agent;

import org.apache.mesos.v1.executor.Protos.Event;

/**
 * Connection of the agent to a subscribed executor. Used on the loop only.
 */
interface ExecutorConnection {

	/**
	 * Send an event; ignored when the executor is gone.
	 * @param event the event
	 */
	void send(Event event);

	/** End the subscription in good order. */
	void close();

	/** Break the connection, as a crash of the agent does. */
	void abort();

}
