package io.mesosframework.embedded;

import java.net.URI;
import java.util.function.Consumer;

import io.mesosframework.embedded.http.HttpFaults;
import io.mesosframework.embedded.http.HttpRouter;
import io.mesosframework.embedded.http.HttpServer;

/**
 * One agent of an embedded cluster, as an operator sees it: something that can be
 * started, killed, reset and hampered. Methods may be called from any thread but the
 * loop's and return when it is done.
 */
public final class AgentNode {

	private final EmbeddedMesosCluster cluster;

	private final int index;

	private final NodeServer server;

	private State state = State.KILLED;

	AgentNode(EmbeddedMesosCluster cluster, int index, NodeServer server) {
		this.cluster = cluster;
		this.index = index;
		this.server = server;
	}

	/**
	 * Return the index of this agent.
	 * @return the index, from 0
	 */
	public int index() {
		return this.index;
	}

	/**
	 * Return the address of this agent, which it keeps for life.
	 * @return the URL, without path
	 */
	public URI url() {
		return URI.create("http://" + this.cluster.options().ip() + ":" + this.server.port());
	}

	/**
	 * Return what this agent does.
	 * @return the state
	 */
	public State state() {
		synchronized (this.cluster.monitor()) {
			return this.state;
		}
	}

	/**
	 * Kill this agent like SIGKILL: its port is closed and its connections break, but its
	 * executors and tasks live on and what it has checkpointed is kept. No effect when it
	 * is killed already.
	 */
	public void kill() {
		synchronized (this.cluster.monitor()) {
			if (this.state == State.RUNNING) {
				stopServing();
			}
		}
	}

	/**
	 * Start this agent again: it recovers its executors and registers under its old id.
	 * No effect when it is running.
	 */
	public void start() {
		synchronized (this.cluster.monitor()) {
			if (this.state == State.KILLED) {
				startServing();
			}
		}
	}

	/**
	 * Kill this agent with all its tasks, let it forget everything and start it: it
	 * registers under a new id.
	 */
	public void reset() {
		synchronized (this.cluster.monitor()) {
			kill();
			start();
		}
	}

	/** Break all connections of executors and operators to this agent, which goes on. */
	public void dropConnections() {
		synchronized (this.cluster.monitor()) {
			this.server.with(HttpServer::dropConnections);
		}
	}

	/**
	 * Let this agent stop to read from its clients, as in a network that swallows
	 * everything, or go on.
	 * @param pause whether to stop
	 */
	public void pauseReading(boolean pause) {
		synchronized (this.cluster.monitor()) {
			this.server.with((server) -> server.pauseReading(pause));
		}
	}

	/**
	 * Change how this agent treats its clients on the level of HTTP.
	 * @param change the change, applied on the loop
	 */
	public void httpFaults(Consumer<HttpFaults> change) {
		synchronized (this.cluster.monitor()) {
			this.server.faults(change);
		}
	}

	void startServing() {
		HttpRouter router = new HttpRouter("slave(1)");
		this.server.start(router);
		this.state = State.RUNNING;
	}

	void stopServing() {
		this.server.stop();
		this.state = State.KILLED;
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
