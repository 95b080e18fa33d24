package io.mesosframework.embedded.agent;

import java.util.Map;

import org.apache.mesos.v1.executor.Protos.Call;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.Accepts;
import io.mesosframework.embedded.codec.Codec;
import io.mesosframework.embedded.codec.MediaType;
import io.mesosframework.embedded.http.HttpAuthenticator;
import io.mesosframework.embedded.http.HttpException;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;
import io.mesosframework.embedded.http.HttpResponder;
import io.mesosframework.embedded.http.HttpRouter;
import io.mesosframework.embedded.wire.ToMaster;

/**
 * The executor API ({@code docs/executor-http-api.md}), with the order of decisions and
 * the texts of {@code src/slave/http.cpp}.
 */
final class ExecutorApi {

	private static final String REALM = "mesos-agent-executor";

	private final AgentState state;

	private final ExecutorLifecycle executors;

	private final StatusUpdates updates;

	private final @Nullable ExecutorTokens tokens;

	ExecutorApi(AgentState state, ExecutorLifecycle executors, StatusUpdates updates) {
		this.state = state;
		this.executors = executors;
		this.updates = updates;
		String key = state.options.jwtSecretKey();
		this.tokens = (key != null) ? new ExecutorTokens(key) : null;
	}

	void route(HttpRouter router) {
		router.route("/slave(1)/api/v1/executor", REALM, this::handle);
		if (this.tokens != null) {
			ExecutorTokens verifier = this.tokens;
			router.authenticate(REALM, (request) -> authenticate(request, verifier));
		}
	}

	private static HttpAuthenticator.Outcome authenticate(HttpRequest request, ExecutorTokens verifier) {
		String challenge = "Bearer realm=\"" + REALM + "\"";
		String header = request.header("Authorization");
		if (header == null) {
			return HttpAuthenticator.Outcome.unauthorized(challenge);
		}
		String[] tokens = header.split(" ");
		String error = null;
		if (tokens.length != 2) {
			error = "Malformed 'Authorization' header";
		}
		else if (!"Bearer".equals(tokens[0])) {
			error = "Scheme '" + tokens[0] + "' unrecognized";
		}
		else if (verifier.verify(tokens[1]) == null) {
			error = "Invalid JWT: Token signature does not match";
		}
		if (error != null) {
			return HttpAuthenticator.Outcome
				.unauthorized(challenge + ", error=\"invalid_token\", error_description=\"" + error + "\"");
		}
		return HttpAuthenticator.Outcome.authenticated(tokens[1]);
	}

	private void handle(HttpRequest request, HttpResponder responder) {
		try {
			handleCall(request, responder);
		}
		catch (HttpException ex) {
			responder.reply(ex.reply());
		}
	}

	private void handleCall(HttpRequest request, HttpResponder responder) throws HttpException {
		request.expectPost();
		Call call = Codec.parseBody(request, Call.newBuilder(), "Call").build();
		String error = ExecutorCallValidation.validate(call);
		if (error != null) {
			throw HttpException.of(400, "Failed to validate Executor::Call: " + error);
		}
		MediaType mediaType = null;
		if (call.getType() == Call.Type.SUBSCRIBE) {
			mediaType = Accepts.negotiate(request);
			if (mediaType == null) {
				throw HttpException.of(406,
						"Expecting 'Accept' to allow 'application/x-protobuf' or 'application/json'");
			}
		}
		else if (call.getType() == Call.Type.HEARTBEAT) {
			responder.reply(HttpReply.empty(202));
			return;
		}
		else if (this.state.phase == AgentState.Phase.RECOVERING) {
			throw HttpException.of(503, "Agent has not finished recovery");
		}
		AgentFramework framework = this.state.framework(call.getFrameworkId());
		if (framework == null) {
			throw HttpException.of(400, "Framework cannot be found");
		}
		AgentExecutor executor = framework.executor(call.getExecutorId());
		if (executor == null) {
			throw HttpException.of(400, "Executor cannot be found");
		}
		verifyClaims(request, call, executor);
		if (executor.state == AgentExecutor.State.REGISTERING && mediaType == null) {
			throw HttpException.of(403, "Executor is not subscribed");
		}
		if (mediaType != null) {
			HttpExecutorConnection connection = new HttpExecutorConnection(this.state,
					responder.stream(Map.of("Content-Type", mediaType.value())), mediaType);
			this.executors.subscribe(framework, executor, connection, call.getSubscribe());
			return;
		}
		responder.reply(handle(framework, executor, call));
	}

	private HttpReply handle(AgentFramework framework, AgentExecutor executor, Call call) {
		return switch (call.getType()) {
			case UPDATE -> {
				this.updates.fromExecutor(framework.frameworkId(), call.getUpdate().getStatus());
				yield HttpReply.empty(202);
			}
			case MESSAGE -> {
				if (this.state.isRunning()) {
					this.state.send(new ToMaster.ExecutorMessage(framework.frameworkId(), executor.executorId(),
							call.getMessage().getData()));
				}
				yield HttpReply.empty(202);
			}
			default -> HttpReply.text(501, "501 Not Implemented.");
		};
	}

	private void verifyClaims(HttpRequest request, Call call, AgentExecutor executor) throws HttpException {
		String token = request.principal();
		Map<String, Object> claims = (this.tokens != null && token != null) ? this.tokens.verify(token) : null;
		if (claims == null) {
			return;
		}
		String prefix = "Authenticated principal '{" + "claims: " + claims + "}' does not contain a";
		if (!call.getFrameworkId().getValue().equals(claims.get("fid"))) {
			throw HttpException.of(403, prefix + "n 'fid' claim with the framework ID "
					+ call.getFrameworkId().getValue() + ", which is set in the call");
		}
		if (!call.getExecutorId().getValue().equals(claims.get("eid"))) {
			throw HttpException.of(403, prefix + "n 'eid' claim with the executor ID " + call.getExecutorId().getValue()
					+ ", which is set in the call");
		}
		if (!executor.containerId.getValue().equals(claims.get("cid"))) {
			throw HttpException.of(403, prefix + " 'cid' claim with the correct active ContainerID");
		}
	}

}
