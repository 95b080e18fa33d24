package io.mesosframework.embedded.agent;

import org.apache.mesos.v1.agent.Protos.Call;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.Accepts;
import io.mesosframework.embedded.codec.Codec;
import io.mesosframework.embedded.codec.MediaType;
import io.mesosframework.embedded.codec.RecordSplitter;
import io.mesosframework.embedded.http.HttpException;
import io.mesosframework.embedded.http.HttpRequest;

/**
 * Reads the envelope of a call to an agent: encodings of the request and of the answer,
 * single or as a stream of records, in the order of {@code src/slave/http.cpp}.
 */
final class AgentRequest {

	private static final String RECORDIO = "application/recordio";

	private static final String BOTH = "application/json or application/x-protobuf";

	private AgentRequest() {
	}

	/**
	 * Read the headers.
	 * @param request the request
	 * @return what they say
	 * @throws HttpException when they are refused
	 */
	static Envelope envelope(HttpRequest request) throws HttpException {
		String contentType = request.header("Content-Type");
		if (contentType == null) {
			throw HttpException.of(400, "Expecting 'Content-Type' to be present");
		}
		boolean streaming = contentType.equals(RECORDIO);
		MediaType content = type(streaming ? request.header("Message-Content-Type") : contentType);
		if (!streaming && content == null) {
			throw HttpException.of(415, "Expecting 'Content-Type' of " + BOTH + " or " + RECORDIO);
		}
		checkMessageContentType(request, streaming, content);
		MediaType accept = Accepts.negotiate(request);
		boolean streamed = accept == null;
		if (streamed && !Accepts.accepts(request, RECORDIO)) {
			throw HttpException.of(406, "Expecting 'Accept' to allow " + BOTH + " or " + RECORDIO);
		}
		if (streamed) {
			accept = Accepts.negotiate(request.header("Message-Accept"));
			if (accept == null) {
				throw HttpException.of(406, "Expecting 'Message-Accept' to allow " + BOTH);
			}
		}
		else if (request.header("Message-Accept") != null) {
			throw HttpException.of(406, "Expecting 'Message-Accept' to be not set for non-streaming responses");
		}
		return new Envelope((content != null) ? content : MediaType.JSON, streaming,
				(accept != null) ? accept : MediaType.JSON, streamed);
	}

	private static void checkMessageContentType(HttpRequest request, boolean streaming, @Nullable MediaType content)
			throws HttpException {
		boolean present = request.header("Message-Content-Type") != null;
		if (streaming && !present) {
			throw HttpException.of(400, "Expecting 'Message-Content-Type' to be set for streaming requests");
		}
		if (streaming && content == null) {
			throw HttpException.of(415, "Expecting 'Message-Content-Type' of " + BOTH);
		}
		if (!streaming && present) {
			throw HttpException.of(415, "Expecting 'Message-Content-Type' to be not set for non-streaming requests");
		}
	}

	private static @Nullable MediaType type(@Nullable String value) {
		for (MediaType type : MediaType.values()) {
			if (type.value().equals(value)) {
				return type;
			}
		}
		return null;
	}

	/**
	 * Read the call, of a stream the first one.
	 * @param request the request
	 * @param envelope its envelope
	 * @return the call, not validated
	 * @throws HttpException when there is none
	 */
	static Call call(HttpRequest request, Envelope envelope) throws HttpException {
		if (request.bodyError() != null) {
			throw HttpException.of(envelope.streaming() ? 400 : 500, request.bodyError());
		}
		byte[] body = request.body();
		if (envelope.streaming()) {
			body = RecordSplitter.first(body);
			if (body == null) {
				throw HttpException.of(400, "Received EOF while reading request body");
			}
		}
		return Codec.parse(body, envelope.content(), Call.newBuilder(), "Call").build();
	}

	/**
	 * What the headers of a call say.
	 *
	 * @param content the encoding of the call
	 * @param streaming whether the body is a stream of records
	 * @param answer the encoding of the answer
	 * @param streamed whether the answer is to be a stream of records
	 */
	record Envelope(MediaType content, boolean streaming, MediaType answer, boolean streamed) {

		/**
		 * Refuse streams for calls that have none.
		 * @param type the type of the call
		 * @throws HttpException when it is refused
		 */
		void check(Call.Type type) throws HttpException {
			boolean input = type == Call.Type.ATTACH_CONTAINER_INPUT;
			if (this.streaming && !input) {
				throw HttpException.of(415,
						"Streaming 'Content-Type' " + RECORDIO + " is not supported for " + type + " call");
			}
			if (!this.streaming && input) {
				throw HttpException.of(415, "Expecting 'Content-Type' to be " + RECORDIO + " for " + type + " call");
			}
			if (this.streamed && type != Call.Type.ATTACH_CONTAINER_OUTPUT
					&& type != Call.Type.LAUNCH_NESTED_CONTAINER_SESSION) {
				throw HttpException.of(406, "Streaming response is not supported for " + type + " call");
			}
		}

	}

}
