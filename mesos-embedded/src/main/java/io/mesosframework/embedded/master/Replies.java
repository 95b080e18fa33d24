package io.mesosframework.embedded.master;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.mesosframework.embedded.codec.MediaType;
import io.mesosframework.embedded.http.HttpReply;

/**
 * Replies as libprocess words them.
 */
final class Replies {

	private Replies() {
	}

	static HttpReply notAcceptable() {
		return HttpReply.text(406, "Expecting 'Accept' to allow 'application/x-protobuf' or 'application/json'");
	}

	static HttpReply redirect(String location) {
		return HttpReply.empty(307).withHeader("Location", location);
	}

	static HttpReply json(String json) {
		return new HttpReply(200, Map.of("Content-Type", MediaType.JSON.value()),
				json.getBytes(StandardCharsets.UTF_8));
	}

}
