package io.mesosframework.client;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a connection to Mesos could not be opened, or broke. The message names the
 * address, what happened and what to do.
 *
 * @since 0.1.0
 */
public class MesosConnectionException extends MesosException {

	private static final long serialVersionUID = 1L;

	private final Kind kind;

	private final transient @Nullable MasterAddress address;

	/**
	 * Create an exception.
	 * @param kind what happened
	 * @param address the server
	 * @param message what happened and what to do
	 * @param cause the cause, if any
	 */
	public MesosConnectionException(Kind kind, MasterAddress address, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.kind = kind;
		this.address = address;
	}

	/**
	 * Return what happened.
	 * @return the kind of failure
	 */
	public Kind kind() {
		return this.kind;
	}

	/**
	 * Return the server.
	 * @return the address, or {@code null} after deserialization
	 */
	public @Nullable MasterAddress address() {
		return this.address;
	}

	/**
	 * Kinds of connection failures.
	 */
	public enum Kind {

		/**
		 * The host name does not resolve.
		 */
		UNKNOWN_HOST,

		/**
		 * Nothing listens on the port.
		 */
		REFUSED,

		/**
		 * The host is unreachable.
		 */
		UNREACHABLE,

		/**
		 * The connection or the answer timed out.
		 */
		TIMEOUT,

		/**
		 * The TLS handshake failed: trust, host name, protocol version or client
		 * certificate.
		 */
		TLS,

		/**
		 * The address has the scheme {@code https}, but the server does not speak TLS.
		 */
		PLAIN_SERVER,

		/**
		 * The address has the scheme {@code http}, but the server speaks TLS.
		 */
		TLS_SERVER,

		/**
		 * The server does not speak HTTP/1.1.
		 */
		NOT_HTTP,

		/**
		 * The credentials provider failed.
		 */
		CREDENTIALS,

		/**
		 * An established connection broke.
		 */
		BROKEN

	}

}
