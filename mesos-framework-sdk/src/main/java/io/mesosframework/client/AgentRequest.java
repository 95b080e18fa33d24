package io.mesosframework.client;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A single request of {@link MesosHttpClient#exchange}. Immutable as long as the body is
 * not changed.
 *
 * @param path path and query, already encoded, for example {@code /slaves?slave_id=S1}
 * @param accept the accepted media type
 * @param contentType the media type of the body, or {@code null} for a GET
 * @param body the body of a POST; empty for a GET
 * @param timeout the timeout for the answer, including connecting
 * @param maxSize the maximum accepted size of the answer's body, in bytes
 * @since 0.1.0
 */
public record AgentRequest(String path, String accept, @Nullable String contentType, byte[] body, Duration timeout,
		int maxSize) {

	/**
	 * Create a GET for JSON.
	 * @param path path and query, already encoded
	 * @param timeout the timeout for the answer, including connecting
	 * @param maxSize the maximum accepted size of the answer's body, in bytes
	 * @return the request
	 */
	public static AgentRequest get(String path, Duration timeout, int maxSize) {
		return new AgentRequest(path, "application/json", null, new byte[0], timeout, maxSize);
	}

	/**
	 * Create a POST of a protobuf message.
	 * @param path the path
	 * @param message the encoded message
	 * @param timeout the timeout for the answer, including connecting
	 * @param maxSize the maximum accepted size of the answer's body, in bytes
	 * @return the request
	 */
	public static AgentRequest post(String path, byte[] message, Duration timeout, int maxSize) {
		String protobuf = Encoding.PROTOBUF.mediaType();
		return new AgentRequest(path, protobuf, protobuf, message, timeout, maxSize);
	}

	@Override
	public String toString() {
		return ((this.contentType != null) ? "POST " : "GET ") + this.path;
	}

}
