package io.mesosframework.embedded.http;

import java.net.InetSocketAddress;

/**
 * Thrown when a server cannot bind its port.
 *
 * @since 0.1.0
 */
public class HttpBindException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient InetSocketAddress address;

	/**
	 * Create an exception.
	 * @param address the address that was asked for
	 * @param cause what the system said
	 */
	public HttpBindException(InetSocketAddress address, Throwable cause) {
		super("Cannot listen on " + address.getHostString() + ":" + address.getPort() + " (" + cause.getMessage()
				+ "). End the program that uses this port, choose another port, or use port 0 to get a free one.",
				cause);
		this.address = address;
	}

	/**
	 * Return the address that was asked for.
	 * @return the address
	 */
	public InetSocketAddress getAddress() {
		return this.address;
	}

}
