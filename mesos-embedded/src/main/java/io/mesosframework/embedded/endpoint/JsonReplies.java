package io.mesosframework.embedded.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.Json;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;

/**
 * Replies with JSON, or with a script when the request has a parameter {@code jsonp}
 * ({@code OK} in {@code 3rdparty/libprocess/src/http.cpp}).
 *
 * @since 0.1.0
 */
public final class JsonReplies {

	private JsonReplies() {
	}

	/**
	 * Create a reply with a JSON value.
	 * @param request the request
	 * @param value the value, as {@link Json} prints it
	 * @return the reply
	 */
	public static HttpReply json(HttpRequest request, @Nullable Object value) {
		return text(request, Json.print(value));
	}

	/**
	 * Create a reply with JSON that has been printed already.
	 * @param request the request
	 * @param json the JSON
	 * @return the reply
	 */
	public static HttpReply text(HttpRequest request, String json) {
		String callback = request.parameter("jsonp");
		if (callback != null) {
			return reply("text/javascript", callback + "(" + json + ")");
		}
		return reply("application/json", json);
	}

	private static HttpReply reply(String contentType, String body) {
		return new HttpReply(200, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
	}

}
