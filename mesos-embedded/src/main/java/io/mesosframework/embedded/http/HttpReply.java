package io.mesosframework.embedded.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A complete HTTP reply. {@code Content-Length} and {@code Date} are added by the server.
 *
 * @param status the status code
 * @param headers the headers in order
 * @param body the body, possibly empty
 * @since 0.1.0
 */
public record HttpReply(int status, Map<String, String> headers, byte[] body) {

	/**
	 * Create a reply with a text, as libprocess does for its errors.
	 * @param status the status code
	 * @param text the text
	 * @return the reply
	 */
	public static HttpReply text(int status, String text) {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("Content-Type", "text/plain; charset=utf-8");
		return new HttpReply(status, headers, text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Create a reply without body.
	 * @param status the status code
	 * @return the reply
	 */
	public static HttpReply empty(int status) {
		return new HttpReply(status, Map.of(), new byte[0]);
	}

	/**
	 * Create the reply to a request with a method that is not allowed.
	 * @param method the method
	 * @param allowed the methods allowed
	 * @return the reply
	 */
	public static HttpReply methodNotAllowed(String method, String... allowed) {
		String expected = "'" + String.join("', '", allowed) + "'";
		return text(405,
				"405 Method Not Allowed. Expecting one of { " + expected + " }, but received '" + method + "'.")
			.withHeader("Allow", String.join(", ", allowed));
	}

	/**
	 * Return a copy with one more header.
	 * @param name the name
	 * @param value the value
	 * @return the copy
	 */
	public HttpReply withHeader(String name, String value) {
		Map<String, String> headers = new LinkedHashMap<>(this.headers);
		headers.put(name, value);
		return new HttpReply(this.status, headers, this.body);
	}

}
