package io.mesosframework.client;

/**
 * Counts the activity of the transport. Called often and on network threads:
 * implementations must be thread-safe and fast and must not throw.
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
	 * Record that a connection was established, including TLS.
	 * @param role the purpose of the connection
	 */
	default void connectionOpened(ConnectionRole role) {
	}

	/**
	 * Record that an established connection was closed.
	 * @param role the purpose of the connection
	 */
	default void connectionClosed(ConnectionRole role) {
	}

	/**
	 * Record that bytes were received (after TLS decryption).
	 * @param role the purpose of the connection
	 * @param bytes the number of bytes
	 */
	default void bytesReceived(ConnectionRole role, int bytes) {
	}

	/**
	 * Record that bytes were passed to the network (before TLS encryption).
	 * @param role the purpose of the connection
	 * @param bytes the number of bytes
	 */
	default void bytesSent(ConnectionRole role, int bytes) {
	}

	/**
	 * Record that an event was received.
	 * @param bytes its encoded size
	 */
	default void recordReceived(int bytes) {
	}

	/**
	 * Record that a record was skipped because it is not a valid event.
	 * @param bytes its encoded size
	 */
	default void recordSkipped(int bytes) {
	}

	/**
	 * Record that a call was answered or its connection broke.
	 * @param outcome the outcome
	 * @param bytes its encoded size
	 * @param nanos the time from {@code send} to the answer
	 */
	default void callCompleted(CallOutcome outcome, int bytes, long nanos) {
	}

	/**
	 * The purpose of a connection.
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
		 * A single request, such as reading a file of a sandbox.
		 */
		REQUEST

	}

}
