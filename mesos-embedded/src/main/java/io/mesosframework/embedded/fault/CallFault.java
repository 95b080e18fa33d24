package io.mesosframework.embedded.fault;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

import io.mesosframework.embedded.codec.Accepts;
import io.mesosframework.embedded.codec.Codec;
import io.mesosframework.embedded.codec.MediaType;
import io.mesosframework.embedded.http.ByteStream;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;
import io.mesosframework.embedded.http.HttpResponder;

/**
 * A fault for selected calls. Exactly one of the methods must be called to activate it.
 * May be used from any thread.
 *
 * @since 0.1.0
 */
public final class CallFault {

	private final SchedulerFaults faults;

	private final Set<Call.Type> types;

	private final int times;

	CallFault(SchedulerFaults faults, Set<Call.Type> types, int times) {
		this.faults = faults;
		this.types = types;
		this.times = times;
	}

	/**
	 * Answer with a status and a text instead of processing the call.
	 * @param status the status code
	 * @param text the body
	 */
	public void answer(int status, String text) {
		answer(HttpReply.text(status, text));
	}

	/**
	 * Answer with a complete reply instead of processing the call.
	 * @param reply the reply
	 */
	public void answer(HttpReply reply) {
		add("answered with " + reply.status(), (call, request, responder, next) -> responder.reply(reply));
	}

	/** Answer with 503, as a master that does not know the leader. */
	public void unavailable() {
		answer(503, "No leader elected");
	}

	/** Answer with 404, as a master whose routes are not installed yet. */
	public void notFound() {
		answer(404, "404 Not Found.");
	}

	/** Answer with 401, as a master that does not like the credentials. */
	public void unauthorized() {
		answer(HttpReply.text(401, "401 Unauthorized.")
			.withHeader("WWW-Authenticate", "Basic realm=\"mesos-master-scheduler\""));
	}

	/**
	 * Redirect to another master, as one that has lost its leadership: 307 with a
	 * location without scheme.
	 * @param master the address of the other master
	 */
	public void redirect(URI master) {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("Location", "//" + master.getAuthority() + "/master/api/v1/scheduler");
		answer(new HttpReply(307, headers, new byte[0]));
	}

	/**
	 * Refuse a SUBSCRIBE: 200, an ERROR event and the end of the stream. Other calls are
	 * not affected.
	 * @param error the message of the event
	 */
	public void refuse(String error) {
		Event event = Event.newBuilder()
			.setType(Event.Type.ERROR)
			.setError(Event.Error.newBuilder().setMessage(error))
			.build();
		add("refused: " + error, (call, request, responder, next) -> {
			MediaType type = mediaType(request);
			ByteStream stream = open(responder, type);
			stream.write(Codec.record(event, type));
			stream.close();
		});
	}

	/** Answer a SUBSCRIBE with 200 and an empty stream that ends before SUBSCRIBED. */
	public void endStream() {
		add("stream ended before SUBSCRIBED",
				(call, request, responder, next) -> open(responder, mediaType(request)).close());
	}

	/** Answer a SUBSCRIBE with 200 and a stream in which nothing ever comes. */
	public void silentStream() {
		add("stream stays silent", (call, request, responder, next) -> open(responder, mediaType(request)));
	}

	/** Close the connection without an answer; the call is not processed. */
	public void abort() {
		add("connection closed", (call, request, responder, next) -> responder.abort());
	}

	/** Process the call, and close the connection instead of answering. */
	public void loseAnswer() {
		add("processed, answer lost", (call, request, responder, next) -> next.handle(request,
				new LateResponder(responder, (answer) -> responder.abort())));
	}

	/** Answer with 202 as if all were well, but forget the call. */
	public void drop() {
		add("accepted and dropped", (call, request, responder, next) -> responder.reply(HttpReply.empty(202)));
	}

	/** Never answer, never process; the connection stays open. */
	public void ignore() {
		add("ignored", (call, request, responder, next) -> {
			// Nothing ever happens: that is the fault.
		});
	}

	/**
	 * Process and answer the call after a while.
	 * @param delay how long, on the clock of the cluster
	 */
	public void delay(Duration delay) {
		add("delayed", (call, request, responder, next) -> this.faults.loop()
			.schedule(delay, () -> next.handle(request, responder)));
	}

	/**
	 * Process the call at once, and answer after a while.
	 * @param delay how long, on the clock of the cluster
	 */
	public void delayAnswer(Duration delay) {
		add("answer delayed", (call, request, responder, next) -> next.handle(request,
				new LateResponder(responder, (answer) -> this.faults.loop().schedule(delay, answer))));
	}

	/**
	 * Do something just before the call is processed.
	 * @param action takes the call, on the loop
	 */
	public void before(Consumer<Call> action) {
		add("something happens before", (call, request, responder, next) -> {
			action.accept(call);
			next.handle(request, responder);
		});
	}

	/**
	 * Process another call instead, as if the framework had made a mistake.
	 * @param change returns the call to process, on the loop
	 */
	public void change(UnaryOperator<Call> change) {
		add("changed", (call, request, responder, next) -> {
			boolean json = MediaType.JSON.value().equals(request.header("Content-Type"));
			byte[] body = Codec.encode(change.apply(call), json ? MediaType.JSON : MediaType.PROTOBUF);
			next.handle(new HttpRequest(request.method(), request.path(), request.query(), request.headers(), body,
					request.principal()), responder);
		});
	}

	private void add(String note, CallRule.Action action) {
		this.faults.addCallRule(this.types + " " + note, new CallRule(this.types, new Countdown(this.times), action));
	}

	private static MediaType mediaType(HttpRequest request) {
		MediaType type = Accepts.negotiate(request);
		return (type != null) ? type : MediaType.JSON;
	}

	private static ByteStream open(HttpResponder responder, MediaType type) {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("Content-Type", type.value());
		headers.put("Mesos-Stream-Id", UUID.randomUUID().toString());
		return responder.stream(headers);
	}

}
