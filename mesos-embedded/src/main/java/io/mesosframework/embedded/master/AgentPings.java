package io.mesosframework.embedded.master;

import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.wire.ToAgent;

/**
 * Pings one agent and declares it unreachable when too many pings in a row stay
 * unanswered.
 */
final class AgentPings {

	private final Term term;

	private final Agent agent;

	private Loop.@Nullable Timer timer;

	private boolean answered;

	private int missed;

	AgentPings(Term term, Agent agent) {
		this.term = term;
		this.agent = agent;
	}

	void start() {
		this.answered = false;
		this.agent.send(new ToAgent.Ping());
		this.timer = this.term.loop().schedule(this.term.options().agentPingTimeout(), this::timeout);
	}

	private void timeout() {
		this.missed = this.answered ? 0 : this.missed + 1;
		if (this.missed >= this.term.options().maxAgentPingTimeouts()) {
			this.term.agentRemoval().markUnreachable(this.agent, "health check timed out");
		}
		else {
			start();
		}
	}

	void pong() {
		this.answered = true;
		this.missed = 0;
	}

	void stop() {
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
	}

}
