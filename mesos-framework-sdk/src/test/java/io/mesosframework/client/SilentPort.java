package io.mesosframework.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of this host on which nothing listens, and which nobody else can take meanwhile.
 */
final class SilentPort implements AutoCloseable {

	private final Socket socket = new Socket();

	SilentPort() throws IOException {
		this.socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
	}

	int port() {
		return this.socket.getLocalPort();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
