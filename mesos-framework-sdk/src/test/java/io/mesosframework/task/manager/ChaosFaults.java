package io.mesosframework.task.manager;

import java.time.Duration;
import java.util.Random;

import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

import io.mesosframework.embedded.AgentNode;
import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.embedded.MasterNode;

/**
 * The faults of a chaos test, each chosen by chance.
 */
final class ChaosFaults {

	private final EmbeddedMesosCluster cluster;

	private final Random random;

	private boolean agentsLost;

	ChaosFaults(EmbeddedMesosCluster cluster, Random random) {
		this.cluster = cluster;
		this.random = random;
	}

	/** Return whether agents were lost for good, with their tasks. */
	boolean agentsLost() {
		return this.agentsLost;
	}

	/** Let something go wrong; return what. */
	String next() {
		return switch (this.random.nextInt(4)) {
			case 0 -> masters();
			case 1 -> agents();
			case 2 -> calls();
			default -> events();
		};
	}

	private String masters() {
		switch (this.random.nextInt(6)) {
			case 0 -> {
				this.cluster.faults().failover();
				return "failover of the master";
			}
			case 1 -> {
				this.cluster.faults().failoverWithoutAgents();
				return "failover of the master without agents";
			}
			case 2 -> {
				MasterNode leader = this.cluster.leader();
				if (leader != null) {
					leader.restart();
				}
				return "restart of the master";
			}
			case 3 -> {
				this.cluster.masters().forEach(MasterNode::dropConnections);
				return "connections dropped";
			}
			case 4 -> {
				this.cluster.faults().http((http) -> {
					http.chunkSize(7);
					http.replyDelay(Duration.ofMillis(100));
				});
				return "slow HTTP";
			}
			default -> {
				healAgents();
				return "agents healed";
			}
		}
	}

	private String agents() {
		AgentNode agent = this.cluster.agents().get(this.random.nextInt(this.cluster.agents().size()));
		switch (this.random.nextInt(10)) {
			case 0, 1, 2 -> agent.partition();
			case 3, 4 -> agent.heal();
			case 5 -> agent.kill();
			case 6 -> agent.start();
			case 7 -> agent.disconnect();
			case 8 -> {
				this.agentsLost = true;
				agent.reset();
			}
			default -> {
				if (agent.state() == AgentNode.State.RUNNING && agent.id() != null) {
					this.agentsLost = true;
					try {
						agent.markGone();
					}
					catch (IllegalStateException ex) {
						return "agent " + agent.index() + " is not known and cannot be marked gone";
					}
				}
			}
		}
		return "agent " + agent.index();
	}

	private String calls() {
		Call.Type[] types = { Call.Type.ACCEPT, Call.Type.KILL, Call.Type.RECONCILE, Call.Type.ACKNOWLEDGE,
				Call.Type.DECLINE, Call.Type.REVIVE, Call.Type.SUPPRESS, Call.Type.SUBSCRIBE };
		Call.Type type = types[this.random.nextInt(types.length)];
		int times = 1 + this.random.nextInt(3);
		switch (this.random.nextInt(7)) {
			case 0 -> this.cluster.faults().next(times, type).unavailable();
			case 1 -> this.cluster.faults().next(times, type).abort();
			case 2 -> this.cluster.faults().next(times, type).loseAnswer();
			case 3 -> this.cluster.faults().next(times, type).delayAnswer(Duration.ofMillis(300));
			case 4 -> this.cluster.faults().next(times, type).ignore();
			case 5 -> this.cluster.faults().next(times, Call.Type.ACCEPT).drop();
			default -> this.cluster.faults().rescindBeforeNextAccept();
		}
		return times + " calls " + type;
	}

	private String events() {
		int times = 1 + this.random.nextInt(5);
		switch (this.random.nextInt(4)) {
			case 0 -> this.cluster.faults().nextEvents(times, Event.Type.UPDATE).drop();
			case 1 -> this.cluster.faults().nextEvents(times, Event.Type.UPDATE).duplicate();
			case 2 -> this.cluster.faults().nextEvents(times, Event.Type.RESCIND).drop();
			default -> this.cluster.faults().streams().breakMidRecord();
		}
		return times + " events disturbed";
	}

	private void healAgents() {
		this.cluster.agents().forEach((agent) -> {
			agent.heal();
			agent.start();
		});
	}

	/** End all faults; agents that were told to go begin anew. */
	void end() {
		this.cluster.faults().clear();
		this.cluster.masters().forEach(MasterNode::start);
		for (AgentNode agent : this.cluster.agents()) {
			agent.heal();
			if (agent.state() == AgentNode.State.KILLED) {
				agent.start();
			}
		}
	}

}
