package io.mesosframework.embedded.master;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.wire.ToAgent;

/**
 * Pings the agents and reports one when too many pings in a row stay unanswered.
 */
final class AgentPings {

	private final Loop loop;

	private final MasterOptions options;

	private final Map<Agent, Pinging> pinged = new HashMap<>();

	AgentPings(Loop loop, MasterOptions options) {
		this.loop = loop;
		this.options = options;
	}

	/**
	 * Start to ping an agent.
	 * @param agent the agent
	 * @param unanswered runs once when the agent does not answer
	 */
	void start(Agent agent, Runnable unanswered) {
		Pinging pinging = new Pinging(agent, unanswered);
		this.pinged.put(agent, pinging);
		pinging.ping();
	}

	/**
	 * Record the answer of an agent.
	 * @param agent the agent
	 */
	void pong(Agent agent) {
		Pinging pinging = this.pinged.get(agent);
		if (pinging != null) {
			pinging.pong();
		}
	}

	/**
	 * Ping an agent no longer.
	 * @param agent the agent
	 */
	void stop(Agent agent) {
		Pinging pinging = this.pinged.remove(agent);
		if (pinging != null) {
			pinging.stop();
		}
	}

	/**
	 * The pings of one agent.
	 */
	private final class Pinging {

		private final Agent agent;

		private final Runnable unanswered;

		private Loop.@Nullable Timer timer;

		private boolean answered;

		private int missed;

		Pinging(Agent agent, Runnable unanswered) {
			this.agent = agent;
			this.unanswered = unanswered;
		}

		void ping() {
			this.answered = false;
			this.agent.send(new ToAgent.Ping());
			this.timer = AgentPings.this.loop.schedule(AgentPings.this.options.agentPingTimeout(), this::timeout);
		}

		private void timeout() {
			this.missed = this.answered ? 0 : this.missed + 1;
			if (this.missed >= AgentPings.this.options.maxAgentPingTimeouts()) {
				this.unanswered.run();
			}
			else {
				ping();
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

}
