package io.mesosframework.embedded.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.apache.mesos.v1.Protos.AgentID;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.wire.ToAgent;
import io.mesosframework.embedded.wire.ToMaster;

/**
 * Faults of the link between one agent and the master. Used on the loop only.
 *
 * @since 0.1.0
 */
public final class AgentLinkFaults {

	private final Supplier<ToAgent.@Nullable Endpoint> leader;

	private final List<Predicate<ToMaster>> lostToMaster = new ArrayList<>();

	private final List<Predicate<ToAgent>> lostToAgent = new ArrayList<>();

	private boolean partitioned;

	private @Nullable FaultyLink link;

	/**
	 * Create a way without faults.
	 * @param leader where the leading master is
	 */
	public AgentLinkFaults(Supplier<ToAgent.@Nullable Endpoint> leader) {
		this.leader = leader;
	}

	/**
	 * Return where the agent sees the leading master.
	 * @return the endpoint or {@code null} when there is none or it cannot be reached
	 */
	public ToAgent.@Nullable Endpoint endpoint() {
		ToAgent.Endpoint endpoint = this.partitioned ? null : this.leader.get();
		return (endpoint == null) ? null : (agent) -> connect(endpoint, agent);
	}

	private ToMaster.@Nullable Link connect(ToAgent.Endpoint endpoint, ToAgent.Link agent) {
		FaultyLink faulty = new FaultyLink(agent);
		ToMaster.Link toMaster = endpoint.connect(faulty);
		if (toMaster == null) {
			return null;
		}
		faulty.toMaster = toMaster;
		this.link = faulty;
		return faulty;
	}

	/**
	 * Lose everything in both directions; neither side sees a closed connection. The
	 * master finds out by its pings.
	 */
	public void partition() {
		this.partitioned = true;
	}

	/**
	 * End {@link #partition()}. A link that the master has given up meanwhile breaks on
	 * the side of the agent, which registers again.
	 */
	public void heal() {
		if (!this.partitioned) {
			return;
		}
		this.partitioned = false;
		FaultyLink current = this.link;
		if (current != null && current.brokenByMaster) {
			current.agent.disconnected();
		}
	}

	/**
	 * Break the connection: both sides see it at once, and the agent connects again.
	 */
	public void disconnect() {
		FaultyLink current = this.link;
		if (current != null && current.toMaster != null) {
			current.toMaster.close();
			current.agent.disconnected();
		}
	}

	/**
	 * Let the master believe that the agent leaves for good. The agent has to be killed
	 * or reset right afterwards.
	 */
	public void unregister() {
		FaultyLink current = this.link;
		if (current != null) {
			current.send(new ToMaster.Unregister());
		}
	}

	/**
	 * Lose some messages to the master.
	 * @param lost whether a message is lost; called for each until {@link #clear()}
	 */
	public void loseToMaster(Predicate<ToMaster> lost) {
		this.lostToMaster.add(lost);
	}

	/**
	 * Lose some messages to the agent.
	 * @param lost whether a message is lost; called for each until {@link #clear()}
	 */
	public void loseToAgent(Predicate<ToAgent> lost) {
		this.lostToAgent.add(lost);
	}

	/**
	 * Return the id of the agent at the master.
	 * @return the id or {@code null} before the first registration
	 */
	public @Nullable AgentID agentId() {
		FaultyLink current = this.link;
		return (current != null) ? current.agentId() : null;
	}

	/** Lose no more messages and end a partition. */
	public void clear() {
		this.lostToMaster.clear();
		this.lostToAgent.clear();
		heal();
	}

	private static <M> boolean isLost(List<Predicate<M>> rules, M message) {
		for (Predicate<M> rule : rules) {
			if (rule.test(message)) {
				return true;
			}
		}
		return false;
	}

	/** Both ends of the link. */
	private final class FaultyLink implements ToAgent.Link, ToMaster.Link {

		private final ToAgent.Link agent;

		private ToMaster.@Nullable Link toMaster;

		private boolean brokenByMaster;

		FaultyLink(ToAgent.Link agent) {
			this.agent = agent;
		}

		@Override
		public void receive(ToAgent message) {
			boolean lost = AgentLinkFaults.this.partitioned || isLost(AgentLinkFaults.this.lostToAgent, message);
			if (!lost) {
				this.agent.receive(message);
			}
		}

		@Override
		public void disconnected() {
			if (AgentLinkFaults.this.partitioned) {
				this.brokenByMaster = true;
			}
			else {
				this.agent.disconnected();
			}
		}

		@Override
		public String address() {
			return this.agent.address();
		}

		@Override
		public void send(ToMaster message) {
			boolean lost = AgentLinkFaults.this.partitioned || isLost(AgentLinkFaults.this.lostToMaster, message);
			if (!lost && this.toMaster != null) {
				this.toMaster.send(message);
			}
		}

		@Override
		public void close() {
			if (this.toMaster != null) {
				this.toMaster.close();
			}
		}

		@Override
		public @Nullable AgentID agentId() {
			return (this.toMaster != null) ? this.toMaster.agentId() : null;
		}

	}

}
