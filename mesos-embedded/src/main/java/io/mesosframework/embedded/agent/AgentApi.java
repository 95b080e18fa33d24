package io.mesosframework.embedded.agent;

import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRouter;

/**
 * What operators and people can ask an agent over HTTP.
 */
final class AgentApi {

	private final AgentState state;

	AgentApi(AgentState state, Containers containers) {
		this.state = state;
	}

	void route(HttpRouter router) {
		router.route("/slave(1)/health", (request, responder) -> responder
			.reply(HttpReply.empty((this.state.phase == AgentState.Phase.RECOVERING) ? 503 : 200)));
	}

}
