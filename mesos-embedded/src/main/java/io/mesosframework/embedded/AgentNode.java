package io.mesosframework.embedded;

import java.util.function.Consumer;
import java.util.function.Predicate;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.master.Protos.Call;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.fault.AgentLinkFaults;
import io.mesosframework.embedded.http.HttpFaults;
import io.mesosframework.embedded.http.HttpRouter;
import io.mesosframework.embedded.wire.ToAgent;
import io.mesosframework.embedded.wire.ToMaster;

/**
 * One agent of an embedded cluster. It can be started, killed and reset, cut off from the
 * master, and made to lose messages.
 *
 * @since 0.1.0
 */
public final class AgentNode extends ClusterNode<AgentNode.State> {

	private final AgentLinkFaults link;

	private @Nullable AgentProcess process;

	AgentNode(EmbeddedMesosCluster cluster, int index, NodeServer server) {
		super(cluster, index, server, State.KILLED);
		this.link = new AgentLinkFaults(cluster::leaderEndpoint);
	}

	/**
	 * Kill this agent like SIGKILL: its port is closed and its connections break, but its
	 * executors and tasks keep running and its checkpoints are kept. No effect when it is
	 * killed already.
	 */
	public void kill() {
		synchronized (cluster().monitor()) {
			if (state() == State.RUNNING) {
				stopServing();
			}
		}
	}

	/**
	 * Start this agent again: it recovers its executors and registers under its old id.
	 * No effect when it is running.
	 */
	public void start() {
		synchronized (cluster().monitor()) {
			if (state() == State.KILLED) {
				startServing();
			}
		}
	}

	/**
	 * Kill this agent with all its tasks, let it forget everything and start it: it
	 * registers under a new id.
	 */
	public void reset() {
		synchronized (cluster().monitor()) {
			kill();
			cluster().onLoop(() -> process().reset().run());
			start();
		}
	}

	/**
	 * Lose everything between this agent and the master in both directions without
	 * closing the connection. The master finds out by its pings: the agent is
	 * unreachable, its tasks go on.
	 */
	public void partition() {
		disturb("partitioned", AgentLinkFaults::partition);
	}

	/** End {@link #partition()}: the agent is back with its tasks. */
	public void heal() {
		disturb("reachable again", AgentLinkFaults::heal);
	}

	/** Break the connection between this agent and the master; it connects again. */
	public void disconnect() {
		disturb("disconnected", AgentLinkFaults::disconnect);
	}

	/**
	 * Lose some messages of this agent to the master, for example status updates.
	 * @param lost whether a message is lost; called on the loop until
	 * {@link ClusterFaults#clear()}
	 */
	public void loseToMaster(Predicate<ToMaster> lost) {
		disturb("loses messages to the master", (faults) -> faults.loseToMaster(lost));
	}

	/**
	 * Lose some messages of the master to this agent, for example acknowledgements, kills
	 * or launches.
	 * @param lost whether a message is lost; called on the loop until
	 * {@link ClusterFaults#clear()}
	 */
	public void loseToAgent(Predicate<ToAgent> lost) {
		disturb("loses messages of the master", (faults) -> faults.loseToAgent(lost));
	}

	/**
	 * Take this agent out of the cluster in good order and kill it with all its tasks:
	 * the master removes it at once, and tells frameworks that its tasks are lost.
	 */
	public void remove() {
		disturb("removed", AgentLinkFaults::unregister);
		synchronized (cluster().monitor()) {
			kill();
		}
	}

	/**
	 * Mark this agent as gone as an operator does: its id becomes invalid, its tasks are
	 * gone.
	 * @throws IllegalStateException when the master does not know it
	 */
	public void markGone() {
		AgentID id = id();
		if (id == null) {
			throw new IllegalStateException("Agent " + index() + " is not registered");
		}
		cluster().timeline().note("agent " + index() + " marked gone");
		OperatorCalls.call(cluster(),
				Call.newBuilder()
					.setType(Call.Type.MARK_AGENT_GONE)
					.setMarkAgentGone(Call.MarkAgentGone.newBuilder().setAgentId(id))
					.build());
	}

	/**
	 * Kill an executor with all its processes, as SIGKILL does.
	 * @param frameworkId its framework
	 * @param executorId the executor; the id of the task for a command task
	 * @throws IllegalArgumentException when the agent has no such executor
	 */
	public void crashExecutor(FrameworkID frameworkId, ExecutorID executorId) {
		cluster().timeline().note("executor " + executorId.getValue() + " on agent " + index() + " crashed");
		boolean crashed = cluster().loop().submit(() -> process().crashExecutor().test(frameworkId, executorId)).join();
		if (!crashed) {
			throw new IllegalArgumentException("Agent " + index() + " has no executor '" + executorId.getValue()
					+ "' of framework '" + frameworkId.getValue() + "'");
		}
	}

	/**
	 * Return the id that the master gave this agent.
	 * @return the id or {@code null} when it has never been registered
	 */
	public @Nullable AgentID id() {
		return cluster().loop().submit(this.link::agentId).join();
	}

	/**
	 * Return how many updates of tasks this agent has that no framework has acknowledged:
	 * those that are sent again and again, and those behind them.
	 * @return the number
	 */
	public int unacknowledgedUpdates() {
		return cluster().loop().submit(() -> process().unacknowledgedUpdates().getAsInt()).join();
	}

	AgentLinkFaults link() {
		return this.link;
	}

	void clearFaults() {
		cluster().loop().submit(() -> {
			this.link.clear();
			return true;
		}).join();
		httpFaults(HttpFaults::reset);
		pauseReading(false);
	}

	private void disturb(String note, Consumer<AgentLinkFaults> fault) {
		cluster().timeline().note("agent " + index() + " " + note);
		cluster().loop().submit(() -> {
			fault.accept(this.link);
			return true;
		}).join();
	}

	void startServing() {
		if (!cluster().isSimulated()) {
			HttpRouter router = new HttpRouter("slave(1)");
			server().start(router);
			cluster().onLoop(() -> process().route().accept(router));
		}
		cluster().onLoop(() -> process().start().run());
		state(State.RUNNING);
	}

	void stopServing() {
		cluster().onLoop(() -> process().kill().run());
		server().stop();
		state(State.KILLED);
	}

	/** The leading master has changed: look for the new one. Called on the loop. */
	void leaderChanged() {
		if (this.process != null) {
			this.process.leaderChanged().run();
		}
	}

	/** The agent, which outlives its kills with what it has checkpointed. */
	private AgentProcess process() {
		AgentProcess created = this.process;
		if (created == null) {
			created = cluster().createAgent(index(), server().port(), this.link::endpoint);
			created.onShutdown().accept(() -> cluster().later(this::kill));
			this.process = created;
		}
		return created;
	}

	/**
	 * What an agent does.
	 */
	public enum State {

		/** It runs, registered or about to be. */
		RUNNING,

		/** It does not run; its executors may. */
		KILLED

	}

}
