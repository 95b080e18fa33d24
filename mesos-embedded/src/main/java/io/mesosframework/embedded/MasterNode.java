package io.mesosframework.embedded;

import java.net.URI;
import java.util.function.Consumer;

import org.apache.mesos.v1.Protos.MasterInfo;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.http.HttpFaults;
import io.mesosframework.embedded.http.HttpRouter;
import io.mesosframework.embedded.http.HttpServer;
import io.mesosframework.embedded.master.Master;
import io.mesosframework.embedded.master.MasterOptions;

/**
 * One master of an embedded cluster, as an operator sees it: something that can be
 * started, killed and hampered. Methods may be called from any thread but the loop's and
 * return when it is done.
 */
public final class MasterNode {

	private final EmbeddedMesosCluster cluster;

	private final int index;

	private final NodeServer server;

	private volatile HttpRouter router = new HttpRouter("master");

	private volatile @Nullable Master master;

	private State state = State.KILLED;

	MasterNode(EmbeddedMesosCluster cluster, int index, NodeServer server) {
		this.cluster = cluster;
		this.index = index;
		this.server = server;
	}

	/**
	 * Return the index of this master.
	 * @return the index, from 0
	 */
	public int index() {
		return this.index;
	}

	/**
	 * Return the address of this master, which it keeps for life.
	 * @return the URL, without path
	 */
	public URI url() {
		return URI.create("http://" + this.cluster.options().ip() + ":" + this.server.port());
	}

	/**
	 * Return what this master does.
	 * @return the state
	 */
	public State state() {
		synchronized (this.cluster.monitor()) {
			return this.state;
		}
	}

	/**
	 * Kill this master like SIGKILL: its port is closed, all connections break. When it
	 * led and there are others, the next one takes over. No effect when it is killed
	 * already.
	 */
	public void kill() {
		synchronized (this.cluster.monitor()) {
			if (this.state != State.KILLED) {
				stopServing();
				this.cluster.elect();
			}
		}
	}

	/**
	 * Start this master again on its port; it leads if nobody else does. No effect when
	 * it is running.
	 */
	public void start() {
		synchronized (this.cluster.monitor()) {
			if (this.state == State.KILLED) {
				startServing();
				this.cluster.elect();
			}
		}
	}

	/**
	 * Kill this master and start it again at once with its registry. It serves HTTP when
	 * this returns, and leads again if it led.
	 */
	public void restart() {
		synchronized (this.cluster.monitor()) {
			if (this.state != State.KILLED) {
				stopServing();
			}
			startServing();
			this.cluster.elect();
		}
	}

	/** Break all connections of clients to this master, which goes on. */
	public void dropConnections() {
		synchronized (this.cluster.monitor()) {
			this.server.with(HttpServer::dropConnections);
		}
	}

	/**
	 * Let this master stop to read from its clients, as in a network that swallows
	 * everything, or go on.
	 * @param pause whether to stop
	 */
	public void pauseReading(boolean pause) {
		synchronized (this.cluster.monitor()) {
			this.server.with((server) -> server.pauseReading(pause));
		}
	}

	/**
	 * Change how this master treats its clients on the level of HTTP.
	 * @param change the change, applied on the loop
	 */
	public void httpFaults(Consumer<HttpFaults> change) {
		synchronized (this.cluster.monitor()) {
			this.server.faults(change);
		}
	}

	HttpRouter router() {
		return this.router;
	}

	/**
	 * Return what this master is, to be used on the loop only.
	 * @return the master or {@code null} while it is killed
	 */
	@Nullable Master master() {
		return this.master;
	}

	void startServing() {
		HttpRouter router = new HttpRouter("master");
		this.router = router;
		router.intercept(this.cluster.schedulerFaults());
		this.cluster.authentication(router);
		this.server.start(router);
		MasterOptions options = NodeOptions.master(this.cluster.options(), this.server.port());
		this.cluster.onLoop(() -> {
			Master created = new Master(this.cluster.loop(), options, this.cluster.registry(), this.cluster.hooks());
			created.routes(router);
			this.master = created;
		});
		this.state = State.STANDING_BY;
	}

	void stopServing() {
		this.cluster.onLoop(() -> {
			Master stopped = this.master;
			this.master = null;
			if (stopped != null) {
				stopped.stop();
			}
		});
		this.server.stop();
		this.state = State.KILLED;
	}

	/** Begin to lead. Called on the loop. */
	void lead() {
		if (this.master != null) {
			this.master.lead();
		}
	}

	/**
	 * Stand by. Called on the loop.
	 * @param leader the leading master, {@code null} while there is none
	 */
	void follow(@Nullable MasterInfo leader) {
		if (this.master != null) {
			this.master.follow(leader);
		}
	}

	void state(State state) {
		this.state = state;
	}

	/**
	 * What a master does.
	 */
	public enum State {

		/** It leads. */
		LEADING,

		/** It runs and redirects to the leader. */
		STANDING_BY,

		/** It does not run. */
		KILLED

	}

}
