package io.mesosframework.boot.rest;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a handler answers. Immutable.
 *
 * @param status the status
 * @param contentType the media type, empty if there is no content
 * @param headers other headers
 * @param content an object that is written as JSON, bytes that are written as they are,
 * or an {@link EventStream}
 * @since 0.1.0
 */
public record ApiResponse(int status, String contentType, Map<String, String> headers, Object content) {

	static final String JSON = "application/json";

	static final String EVENTS = "text/event-stream";

	/**
	 * Create a response.
	 * @param status the status
	 * @param contentType the media type
	 * @param headers other headers
	 * @param content the content
	 */
	public ApiResponse {
		headers = Map.copyOf(headers);
	}

	/**
	 * Answer with an object.
	 * @param status the status
	 * @param content the object
	 * @return the response
	 */
	public static ApiResponse json(int status, Object content) {
		return new ApiResponse(status, JSON, Map.of("Cache-Control", "no-store"), content);
	}

	/**
	 * Answer 200 with an object.
	 * @param content the object
	 * @return the response
	 */
	public static ApiResponse ok(Object content) {
		return json(200, content);
	}

	/**
	 * Answer 204 without content.
	 * @return the response
	 */
	public static ApiResponse empty() {
		return new ApiResponse(204, "", Map.of(), new byte[0]);
	}

	/**
	 * Answer 200 with events.
	 * @param events the events
	 * @return the response
	 */
	public static ApiResponse events(EventStream events) {
		return new ApiResponse(200, EVENTS, Map.of("Cache-Control", "no-cache", "X-Accel-Buffering", "no"), events);
	}

	/**
	 * Answer 200 with text that somebody else has written, which no browser shall
	 * interpret.
	 * @param bytes the text
	 * @return the response
	 */
	public static ApiResponse text(byte[] bytes) {
		return new ApiResponse(200, "text/plain;charset=UTF-8",
				Map.of("X-Content-Type-Options", "nosniff", "Cache-Control", "no-store"), bytes);
	}

	/**
	 * Add a header.
	 * @param name its name
	 * @param value its value; {@code null} adds nothing
	 * @return the response with it
	 */
	public ApiResponse header(String name, @Nullable Object value) {
		if (value == null) {
			return this;
		}
		Map<String, String> all = new LinkedHashMap<>(this.headers);
		all.put(name, value.toString());
		return new ApiResponse(this.status, this.contentType, all, this.content);
	}

}
