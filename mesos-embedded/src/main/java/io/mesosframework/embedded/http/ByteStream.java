package io.mesosframework.embedded.http;

/**
 * The open body of a streaming reply. Used on the loop only.
 *
 * @since 0.1.0
 */
public interface ByteStream {

	/**
	 * Write some bytes as one chunk and flush. Ignored once the stream is closed.
	 * @param bytes the bytes
	 */
	void write(byte[] bytes);

	/**
	 * End the body with the last chunk. The connection stays open when the request was
	 * keep-alive.
	 */
	void close();

	/**
	 * Close the connection in the middle of the body, as a crash would.
	 */
	void abort();

	/**
	 * Return whether the body is still open and the client still connected.
	 * @return {@code true} while bytes can be written
	 */
	boolean isOpen();

	/**
	 * Register what happens on the loop when the client goes away. Not called after
	 * {@link #close()} or {@link #abort()}.
	 * @param action the action
	 */
	void onDisconnect(Runnable action);

}
