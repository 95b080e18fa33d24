package io.mesosframework.embedded;

import java.net.URI;
import java.util.function.Consumer;

import io.mesosframework.embedded.http.HttpFaults;
import io.mesosframework.embedded.http.HttpServer;

/**
 * A master or an agent of an embedded cluster: a process with an HTTP server that can be
 * started, killed and disturbed. Methods may be called from any thread except the loop's
 * and return when the change has taken effect.
 *
 * @param <S> what such a node can be doing
 * @since 0.1.0
 */
public abstract sealed class ClusterNode<S extends Enum<S>> permits MasterNode, AgentNode {

	private final EmbeddedMesosCluster cluster;

	private final int index;

	private final NodeServer server;

	private S state;

	ClusterNode(EmbeddedMesosCluster cluster, int index, NodeServer server, S state) {
		this.cluster = cluster;
		this.index = index;
		this.server = server;
		this.state = state;
	}

	/**
	 * Return the index of this node.
	 * @return the index, from 0
	 */
	public final int index() {
		return this.index;
	}

	/**
	 * Return the address of this node, which stays the same over restarts.
	 * @return the URL, without path
	 */
	public final URI url() {
		return URI.create("http://" + this.cluster.options().ip() + ":" + this.server.port());
	}

	/**
	 * Return what this node is doing.
	 * @return the state
	 */
	public final S state() {
		synchronized (this.cluster.monitor()) {
			return this.state;
		}
	}

	/** Break all connections of clients to this node, which keeps running. */
	public final void dropConnections() {
		synchronized (this.cluster.monitor()) {
			this.server.with(HttpServer::dropConnections);
		}
	}

	/**
	 * Stop or resume reading from clients. A node that does not read behaves as if the
	 * network lost everything that is sent to it.
	 * @param pause whether to stop
	 */
	public final void pauseReading(boolean pause) {
		synchronized (this.cluster.monitor()) {
			this.server.with((server) -> server.pauseReading(pause));
		}
	}

	/**
	 * Change how this node treats its clients at the level of HTTP.
	 * @param change the change, applied on the loop
	 */
	public final void httpFaults(Consumer<HttpFaults> change) {
		synchronized (this.cluster.monitor()) {
			this.server.faults(change);
		}
	}

	final EmbeddedMesosCluster cluster() {
		return this.cluster;
	}

	final NodeServer server() {
		return this.server;
	}

	final void state(S state) {
		this.state = state;
	}

}
