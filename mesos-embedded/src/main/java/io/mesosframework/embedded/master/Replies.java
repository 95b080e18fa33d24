package io.mesosframework.embedded.master;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.google.protobuf.Message;

import io.mesosframework.embedded.codec.Codec;
import io.mesosframework.embedded.codec.MediaType;
import io.mesosframework.embedded.http.HttpReply;

/**
 * Replies as libprocess words them.
 */
final class Replies {

	private Replies() {
	}

	static HttpReply methodNotAllowed(String method, String... allowed) {
		String expected = "'" + String.join("', '", allowed) + "'";
		return HttpReply
			.text(405, "405 Method Not Allowed. Expecting one of { " + expected + " }, but received '" + method + "'.")
			.withHeader("Allow", String.join(", ", allowed));
	}

	static HttpReply notAcceptable() {
		return HttpReply.text(406, "Expecting 'Accept' to allow 'application/x-protobuf' or 'application/json'");
	}

	static HttpReply redirect(String location) {
		return HttpReply.empty(307).withHeader("Location", location);
	}

	static HttpReply message(Message message, MediaType mediaType) {
		return new HttpReply(200, Map.of("Content-Type", mediaType.value()), Codec.encode(message, mediaType));
	}

	static HttpReply json(String json) {
		return new HttpReply(200, Map.of("Content-Type", MediaType.JSON.value()),
				json.getBytes(StandardCharsets.UTF_8));
	}

}
