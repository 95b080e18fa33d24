package io.mesosframework.client;

/**
 * Counts what the transport does. Called on network threads, often: implementations must
 * be thread-safe, fast and must not throw.
 *
 * @since 0.1.0
 */
public interface ClientMetrics {

	/**
	 * Counts nothing.
	 */
	ClientMetrics NONE = new ClientMetrics() {
	};

	/**
	 * A connection was established (TLS included).
	 * @param role what it is for
	 */
	default void connectionOpened(ConnectionRole role) {
	}

	/**
	 * An established connection was closed.
	 * @param role what it was for
	 */
	default void connectionClosed(ConnectionRole role) {
	}

	/**
	 * Bytes were received (after TLS).
	 * @param role over which connection
	 * @param bytes how many
	 */
	default void bytesReceived(ConnectionRole role, int bytes) {
	}

	/**
	 * Bytes were handed to the network (before TLS).
	 * @param role over which connection
	 * @param bytes how many
	 */
	default void bytesSent(ConnectionRole role, int bytes) {
	}

	/**
	 * An event was received.
	 * @param bytes its encoded size
	 */
	default void recordReceived(int bytes) {
	}

	/**
	 * A record was skipped because it is not a valid event.
	 * @param bytes its encoded size
	 */
	default void recordSkipped(int bytes) {
	}

	/**
	 * A call was answered, or its connection broke.
	 * @param outcome how it ended
	 * @param bytes its encoded size
	 * @param nanos the time from {@code send} to the answer
	 */
	default void callCompleted(CallOutcome outcome, int bytes, long nanos) {
	}

	/**
	 * What a connection is for.
	 */
	enum ConnectionRole {

		/**
		 * The stream of events.
		 */
		SUBSCRIPTION,

		/**
		 * The calls of a session.
		 */
		CALLS,

		/**
		 * One request on its own, such as reading a file of a sandbox.
		 */
		REQUEST

	}

}
