package io.mesosframework.embedded.http;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Speaks HTTP byte by byte over a plain socket, so that tests see what is really on the
 * wire.
 */
final class RawClient implements Closeable {

	private final Socket socket;

	private final InputStream in;

	RawClient(int port) throws IOException {
		this.socket = new Socket("127.0.0.1", port);
		this.socket.setSoTimeout(60_000);
		this.in = this.socket.getInputStream();
	}

	RawClient send(String text) throws IOException {
		return send(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	RawClient send(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
		this.socket.getOutputStream().flush();
		return this;
	}

	RawClient post(String path, String body) throws IOException {
		return send("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
	}

	RawClient get(String path, String... headers) throws IOException {
		StringBuilder text = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: x\r\n");
		for (String header : headers) {
			text.append(header).append("\r\n");
		}
		return send(text.append("\r\n").toString());
	}

	Reply head() throws IOException {
		String status = line();
		Map<String, String> headers = new TreeMap<>();
		for (String line = line(); !line.isEmpty(); line = line()) {
			int colon = line.indexOf(": ");
			headers.put(line.substring(0, colon), line.substring(colon + 2));
		}
		return new Reply(status, headers, new byte[0]);
	}

	Reply reply() throws IOException {
		Reply head = head();
		byte[] body = this.in.readNBytes(Integer.parseInt(head.headers.get("Content-Length")));
		return new Reply(head.status, head.headers, body);
	}

	/**
	 * Read one chunk; empty for the last.
	 */
	byte[] chunk() throws IOException {
		int size = Integer.parseInt(line().toLowerCase(Locale.ROOT), 16);
		byte[] bytes = this.in.readNBytes(size);
		line();
		return bytes;
	}

	boolean isClosedByServer() throws IOException {
		try {
			return this.in.read() < 0;
		}
		catch (SocketException ex) {
			return true;
		}
	}

	boolean isSilentFor(int millis) throws IOException {
		this.socket.setSoTimeout(millis);
		try {
			this.in.read();
			return false;
		}
		catch (SocketTimeoutException ex) {
			return true;
		}
		finally {
			this.socket.setSoTimeout(60_000);
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	private String line() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		while (true) {
			int next = this.in.read();
			if (next < 0) {
				throw new EOFException("The server closed the connection after: " + line);
			}
			if (next == '\n') {
				String text = line.toString(StandardCharsets.ISO_8859_1);
				return text.substring(0, text.length() - 1);
			}
			line.write(next);
		}
	}

	record Reply(String status, Map<String, String> headers, byte[] body) {

		String text() {
			return new String(this.body, StandardCharsets.UTF_8);
		}

	}

}
