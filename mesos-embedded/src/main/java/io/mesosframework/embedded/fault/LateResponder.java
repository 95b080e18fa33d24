package io.mesosframework.embedded.fault;

import java.util.Map;
import java.util.function.Consumer;

import io.mesosframework.embedded.http.ByteStream;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpResponder;

/**
 * Delays or suppresses complete replies. Streams are not affected.
 */
final class LateResponder implements HttpResponder {

	private final HttpResponder responder;

	private final Consumer<Runnable> answers;

	LateResponder(HttpResponder responder, Consumer<Runnable> answers) {
		this.responder = responder;
		this.answers = answers;
	}

	@Override
	public void reply(HttpReply reply) {
		this.answers.accept(() -> this.responder.reply(reply));
	}

	@Override
	public ByteStream stream(Map<String, String> headers) {
		return this.responder.stream(headers);
	}

	@Override
	public void abort() {
		this.answers.accept(this.responder::abort);
	}

}
