package io.mesosframework.embedded.http;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One request and its reply, which is sent when all earlier replies of the connection
 * have been sent.
 */
final class HttpExchange implements HttpResponder {

	private final HttpConnection connection;

	private final HttpRequest request;

	private final boolean keepAlive;

	private boolean answered;

	private byte @Nullable [] reply;

	private @Nullable ChunkedStream stream;

	HttpExchange(HttpConnection connection, HttpRequest request, boolean keepAlive) {
		this.connection = connection;
		this.request = request;
		this.keepAlive = keepAlive;
	}

	@Override
	public void reply(HttpReply reply) {
		answer();
		this.connection.delayed(() -> {
			this.reply = ReplyEncoder.encode(reply, this.request);
			advanceIfFirst();
		});
	}

	@Override
	public ByteStream stream(Map<String, String> headers) {
		answer();
		Map<String, String> all = new LinkedHashMap<>(headers);
		all.put("Transfer-Encoding", "chunked");
		ChunkedStream stream = new ChunkedStream(this.connection, ReplyEncoder.head(200, all), this::advanceIfFirst);
		this.stream = stream;
		advanceIfFirst();
		return stream;
	}

	@Override
	public void abort() {
		answer();
		this.connection.closeAfterWrites();
	}

	boolean keepAlive() {
		return this.keepAlive;
	}

	/**
	 * Send as much of the answer as there is.
	 * @return whether the answer is complete
	 */
	boolean send() {
		if (this.reply != null) {
			this.connection.write(this.reply);
			return true;
		}
		return this.stream != null && this.stream.send();
	}

	/**
	 * The handler threw an exception.
	 * @param message what it said
	 */
	void fail(String message) {
		if (this.stream != null) {
			this.stream.abort();
		}
		else if (!this.answered) {
			reply(HttpReply.text(500, message));
		}
	}

	/** The client is gone. */
	void disconnected() {
		if (this.stream != null) {
			this.stream.disconnected();
		}
	}

	private void answer() {
		if (this.answered) {
			throw new IllegalStateException(
					"The request " + this.request.method() + " " + this.request.path() + " was answered already");
		}
		this.answered = true;
	}

	private void advanceIfFirst() {
		if (this.connection.isFirst(this)) {
			this.connection.advance();
		}
	}

}
