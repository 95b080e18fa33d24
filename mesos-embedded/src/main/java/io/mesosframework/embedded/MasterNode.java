package io.mesosframework.embedded;

import org.apache.mesos.v1.Protos.MasterInfo;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.http.HttpRouter;
import io.mesosframework.embedded.master.Master;
import io.mesosframework.embedded.master.MasterIdentity;

/**
 * One master of an embedded cluster. It can be started, killed and restarted; the first
 * running master leads.
 *
 * @since 0.1.0
 */
public final class MasterNode extends ClusterNode<MasterNode.State> {

	private volatile HttpRouter router = new HttpRouter("master");

	private volatile @Nullable Master master;

	MasterNode(EmbeddedMesosCluster cluster, int index, NodeServer server) {
		super(cluster, index, server, State.KILLED);
	}

	/**
	 * Kill this master like SIGKILL: its port is closed, all connections break. When it
	 * led and there are others, the next one takes over. No effect when it is killed
	 * already.
	 */
	public void kill() {
		synchronized (cluster().monitor()) {
			if (state() != State.KILLED) {
				stopServing();
				cluster().elect();
			}
		}
	}

	/**
	 * Start this master again on its port; it leads if nobody else does. No effect when
	 * it is running.
	 */
	public void start() {
		synchronized (cluster().monitor()) {
			if (state() == State.KILLED) {
				startServing();
				cluster().elect();
			}
		}
	}

	/**
	 * Kill this master and start it again at once with its registry. It serves HTTP when
	 * this returns, and leads again if it led.
	 */
	public void restart() {
		synchronized (cluster().monitor()) {
			if (state() != State.KILLED) {
				stopServing();
			}
			startServing();
			cluster().elect();
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
		router.intercept(cluster().schedulerFaults());
		cluster().authentication(router);
		server().start(router);
		MasterIdentity identity = NodeOptions.identity(cluster().options(), server().port());
		cluster().onLoop(() -> {
			Master created = new Master(cluster().loop(), identity, cluster().options().master(), cluster().registry(),
					cluster().hooks());
			created.routes(router);
			this.master = created;
		});
		state(State.STANDING_BY);
	}

	void stopServing() {
		cluster().onLoop(() -> {
			Master stopped = this.master;
			this.master = null;
			if (stopped != null) {
				stopped.stop();
			}
		});
		server().stop();
		state(State.KILLED);
	}

	/** Start to lead. Called on the loop. */
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
