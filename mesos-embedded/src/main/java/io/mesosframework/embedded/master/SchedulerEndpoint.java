package io.mesosframework.embedded.master;

import org.apache.mesos.v1.scheduler.Protos.Call;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.Accepts;
import io.mesosframework.embedded.codec.Codec;
import io.mesosframework.embedded.codec.MediaType;
import io.mesosframework.embedded.http.HttpException;
import io.mesosframework.embedded.http.HttpHandler;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;
import io.mesosframework.embedded.http.HttpResponder;
import io.mesosframework.embedded.master.MasterFaults.Decision;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.master.state.Subscription;
import io.mesosframework.embedded.master.validation.SchedulerCallValidation;

/**
 * The scheduler API over HTTP: which answer a request gets, in the order in which Mesos
 * decides ({@code Master::Http::scheduler} in {@code src/master/http.cpp}).
 */
final class SchedulerEndpoint implements HttpHandler {

	private static final String STREAM_ID = "Mesos-Stream-Id";

	private final Term term;

	private final SubscribeHandler subscribeHandler;

	private final SchedulerCalls calls;

	SchedulerEndpoint(Term term) {
		this.term = term;
		this.subscribeHandler = new SubscribeHandler(term);
		this.calls = new SchedulerCalls(term);
	}

	/**
	 * Answer a request to a leading and recovered master.
	 * @param request the request
	 * @param responder takes the answer
	 */
	@Override
	public void handle(HttpRequest request, HttpResponder responder) {
		try {
			Call call = parse(request);
			this.term.hooks().observer().callReceived(call);
			decide(this.term.hooks().faults().onCall(call), call, request, responder);
		}
		catch (HttpException ex) {
			responder.reply(ex.reply());
		}
	}

	private static Call parse(HttpRequest request) throws HttpException {
		request.expectPost();
		// parseBody has checked that it is complete
		Call call = Codec.parseBody(request, Call.newBuilder(), "Call").buildPartial();
		String error = SchedulerCallValidation.validate(call, request.principal());
		if (error != null) {
			throw HttpException.of(400, "Failed to validate scheduler::Call: " + error);
		}
		return call;
	}

	private void decide(Decision decision, Call call, HttpRequest request, HttpResponder responder) {
		if (decision instanceof Decision.Drop) {
			responder.reply(HttpReply.empty(202));
		}
		else if (decision instanceof Decision.Answer answer) {
			responder.reply(answer.reply());
		}
		else if (decision instanceof Decision.Abort) {
			responder.abort();
		}
		else if (decision instanceof Decision.Delay delay) {
			this.term.loop().schedule(delay.delay(), () -> {
				if (this.term.ended()) {
					responder.abort();
				}
				else {
					process(call, request, responder, null);
				}
			});
		}
		else if (decision instanceof Decision.Refuse refuse) {
			process(call, request, responder, refuse.message());
		}
		else if (decision instanceof Decision.Process) {
			process(call, request, responder, null);
		}
	}

	private void process(Call call, HttpRequest request, HttpResponder responder, @Nullable String refusal) {
		boolean subscribes = call.getType() == Call.Type.SUBSCRIBE;
		if (!subscribes && call.getType() != Call.Type.RECONCILE_OPERATIONS) {
			responder.reply(processInSession(call, request));
			return;
		}
		MediaType accepted = Accepts.negotiate(request);
		if (accepted == null) {
			responder.reply(Replies.notAcceptable());
		}
		else if (subscribes) {
			subscribe(call, request, responder, accepted, refusal);
		}
		else {
			responder.reply(processInSession(call, request));
		}
	}

	private void subscribe(Call call, HttpRequest request, HttpResponder responder, MediaType mediaType,
			@Nullable String refusal) {
		if (request.header(STREAM_ID) != null) {
			responder.reply(HttpReply.text(400, "Subscribe calls should not include the 'Mesos-Stream-Id' header"));
			return;
		}
		Subscription subscription = this.subscribeHandler.open(responder, mediaType);
		if (refusal != null) {
			subscription.refuse(refusal);
		}
		else {
			this.subscribeHandler.subscribe(subscription, call.getSubscribe(), request.principal());
		}
	}

	private HttpReply processInSession(Call call, HttpRequest request) {
		Framework framework = this.term.frameworks().get(call.getFrameworkId().getValue());
		if (framework == null) {
			return HttpReply.text(400, "Framework cannot be found");
		}
		String principal = request.principal();
		if (principal != null && !principal.equals(framework.info().getPrincipal())) {
			return HttpReply.text(400,
					SchedulerCallValidation.principalMismatch(principal, framework.info().getPrincipal()));
		}
		Subscription subscription = framework.subscription();
		if (subscription == null) {
			return HttpReply.text(403, "Framework is not subscribed");
		}
		String streamId = request.header(STREAM_ID);
		if (streamId == null) {
			return HttpReply.text(400, "All non-subscribe calls should include the 'Mesos-Stream-Id' header");
		}
		if (!streamId.equals(subscription.streamId())) {
			return HttpReply.text(400, "The stream ID '" + streamId + "' included in this request didn't match the "
					+ "stream ID currently associated with framework ID " + framework.key());
		}
		return switch (call.getType()) {
			case UPDATE_FRAMEWORK -> this.subscribeHandler.updateFramework(framework, call.getUpdateFramework());
			case UNKNOWN -> HttpReply.text(501, "501 Not Implemented.");
			default -> {
				this.calls.process(framework, call);
				yield HttpReply.empty(202);
			}
		};
	}

}
