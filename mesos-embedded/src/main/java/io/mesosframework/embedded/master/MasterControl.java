package io.mesosframework.embedded.master;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.master.state.OfferRecord;
import io.mesosframework.embedded.master.state.Subscription;

/**
 * Disturbs a leading master: breaks streams, sends fabricated events, removes agents and
 * frameworks. Methods do nothing when the named object does not exist, and must be called
 * on the loop.
 *
 * @since 0.1.0
 */
public final class MasterControl {

	private final Term term;

	MasterControl(Term term) {
		this.term = term;
	}

	/**
	 * Return the frameworks which the master knows.
	 * @return their ids
	 */
	public List<FrameworkID> frameworks() {
		return this.term.frameworks().registered().stream().map(Framework::id).toList();
	}

	/**
	 * Return the registered agents.
	 * @return their ids
	 */
	public List<AgentID> agents() {
		return this.term.agents().registered().stream().map(Agent::id).toList();
	}

	/**
	 * Return the outstanding offers of a framework.
	 * @param id the framework
	 * @return the ids of the offers
	 */
	public List<OfferID> offers(FrameworkID id) {
		Framework framework = this.term.frameworks().get(id.getValue());
		return (framework != null) ? framework.offers().stream().map((offer) -> offer.offer().getId()).toList()
				: List.of();
	}

	/**
	 * End the stream of a framework in good order, as by an overloaded proxy. The
	 * framework counts as disconnected.
	 * @param id the framework
	 */
	public void endStream(FrameworkID id) {
		Framework framework = this.term.frameworks().get(id.getValue());
		Subscription subscription = subscription(id);
		if (framework != null && subscription != null) {
			subscription.close();
			this.term.frameworks().streamClosed(framework, subscription);
		}
	}

	/**
	 * Break the connection of a framework's stream.
	 * @param id the framework
	 */
	public void abortStream(FrameworkID id) {
		Framework framework = this.term.frameworks().get(id.getValue());
		Subscription subscription = subscription(id);
		if (framework != null && subscription != null) {
			subscription.abort();
			this.term.frameworks().streamClosed(framework, subscription);
		}
	}

	/**
	 * Break the connection of a framework's stream in the middle of a record.
	 * @param id the framework
	 */
	public void abortInRecord(FrameworkID id) {
		writeRaw(id, "1000\n{\"type\":".getBytes(StandardCharsets.UTF_8));
		abortStream(id);
	}

	/**
	 * Write bytes to a framework's stream, whatever they are.
	 * @param id the framework
	 * @param bytes the bytes
	 */
	public void writeRaw(FrameworkID id, byte[] bytes) {
		Subscription subscription = subscription(id);
		if (subscription != null) {
			subscription.stream().write(bytes);
		}
	}

	/**
	 * Send a framework no more heartbeats, or send them again.
	 * @param id the framework
	 * @param on whether they are sent
	 */
	public void heartbeats(FrameworkID id, boolean on) {
		Subscription subscription = subscription(id);
		if (subscription != null) {
			subscription.stopHeartbeats();
			if (on) {
				subscription.startHeartbeats();
			}
		}
	}

	/**
	 * Send a framework an event that the master itself would not send.
	 * @param id the framework
	 * @param event the event
	 */
	public void send(FrameworkID id, Event event) {
		Subscription subscription = subscription(id);
		if (subscription != null) {
			subscription.send(event);
			this.term.hooks().observer().eventSent(id, event);
		}
	}

	/**
	 * Rescind an offer.
	 * @param id the offer
	 */
	public void rescind(OfferID id) {
		OfferRecord offer = this.term.offers().get(id);
		if (offer != null) {
			this.term.offers().rescind(offer, null);
		}
	}

	/**
	 * Forget a framework as if it had never subscribed; its stream ends.
	 * @param id the framework
	 */
	public void forget(FrameworkID id) {
		Framework framework = this.term.frameworks().get(id.getValue());
		if (framework != null) {
			this.term.frameworks().forget(framework);
		}
	}

	/**
	 * Remove a framework as an operator's teardown does.
	 * @param id the framework
	 */
	public void teardown(FrameworkID id) {
		Framework framework = this.term.frameworks().get(id.getValue());
		if (framework != null) {
			this.term.frameworks().remove(framework);
		}
	}

	/**
	 * Declare an agent unreachable. An agent that is well registers again after a ping
	 * timeout.
	 * @param id the agent
	 */
	public void markUnreachable(AgentID id) {
		Agent agent = this.term.agents().get(id.getValue());
		if (agent != null) {
			this.term.agentRemoval().markUnreachable(agent, "health check timed out");
		}
	}

	/**
	 * Declare an agent gone for good.
	 * @param id the agent
	 */
	public void markGone(AgentID id) {
		if (this.term.agents().isKnown(id.getValue())) {
			this.term.agentRemoval().markGone(id.getValue());
		}
	}

	/**
	 * Remove an agent.
	 * @param id the agent
	 * @param cause why, shown to frameworks
	 */
	public void remove(AgentID id, String cause) {
		Agent agent = this.term.agents().get(id.getValue());
		if (agent != null) {
			this.term.agentRemoval().remove(agent, cause);
		}
	}

	private @Nullable Subscription subscription(FrameworkID id) {
		Framework framework = this.term.frameworks().get(id.getValue());
		return (framework != null) ? framework.subscription() : null;
	}

}
