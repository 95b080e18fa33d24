package io.mesosframework.embedded;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.fault.SchedulerFaults;
import io.mesosframework.embedded.http.BasicAuthenticator;
import io.mesosframework.embedded.http.HttpRouter;
import io.mesosframework.embedded.http.HttpThreads;
import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.loop.LoopThread;
import io.mesosframework.embedded.loop.VirtualLoop;
import io.mesosframework.embedded.timeline.Timeline;
import io.mesosframework.embedded.wire.ToAgent;

/**
 * A Mesos cluster inside the JVM: masters and agents which speak the v1 HTTP API on
 * loopback ports and run tasks as real processes.
 *
 * <pre>{@code
 * try (EmbeddedMesosCluster cluster = EmbeddedMesosCluster.builder().agents(3).start()) {
 *     URI master = cluster.masterUrl();
 *     ...
 * }
 * }</pre>
 *
 * Masters, agents and all timers live on one loop; methods of this class may be called
 * from any other thread. {@link #close()} ends all processes and threads and removes
 * everything that was written, unless a working directory was given.
 */
public final class EmbeddedMesosCluster implements AutoCloseable {

	private static final int HTTP_THREADS = 2;

	private final Object monitor = new Object();

	private final ClusterOptions options;

	private final Loop loop;

	private final HttpThreads threads;

	private final ClusterFiles files;

	private final Timeline timeline;

	private final SchedulerFaults schedulerFaults;

	private final ClusterFaults faults;

	private final ClusterState clusterState;

	private final List<MasterNode> masters = new ArrayList<>();

	private final List<AgentNode> agents = new ArrayList<>();

	private boolean closed;

	private EmbeddedMesosCluster(ClusterOptions options) {
		this.options = options;
		this.files = ClusterFiles.open(options.workDirectory());
		Instant virtual = options.virtualClock();
		this.loop = (virtual != null) ? new VirtualLoop("embedded-mesos-loop", virtual)
				: new LoopThread("embedded-mesos-loop");
		this.timeline = new Timeline(this.loop::now);
		this.schedulerFaults = new SchedulerFaults(this.loop, this.timeline::note);
		this.faults = new ClusterFaults(this, this.schedulerFaults);
		this.clusterState = new ClusterState(this);
		this.threads = new HttpThreads("embedded-mesos-http", HTTP_THREADS);
		for (int i = 0; i < options.masters(); i++) {
			this.masters.add(new MasterNode(this, i, server(options.masterPort(), i)));
		}
		for (int i = 0; i < options.agents(); i++) {
			this.agents.add(new AgentNode(this, i, server(options.agentPort(), i)));
		}
	}

	/**
	 * Describe a cluster.
	 * @return a builder with the defaults: one master, one agent, free ports
	 */
	public static ClusterBuilder builder() {
		return new ClusterBuilder();
	}

	/**
	 * Start a cluster.
	 * @param options how it is made
	 * @return the running cluster, whose agents are about to register
	 * @throws IllegalArgumentException if an option makes no sense
	 * @throws io.mesosframework.embedded.http.HttpBindException if a port is taken
	 */
	public static EmbeddedMesosCluster start(ClusterOptions options) {
		validate(options);
		EmbeddedMesosCluster cluster = new EmbeddedMesosCluster(options);
		try {
			cluster.start();
			return cluster;
		}
		catch (RuntimeException ex) {
			cluster.close();
			throw ex;
		}
	}

	/**
	 * Return the version of Mesos that the cluster claims to be.
	 * @return the version
	 */
	public static String version() {
		return "1.12.0";
	}

	/**
	 * Return the address of the leading master, or of the first one when none leads.
	 * @return the URL, without path
	 */
	public URI masterUrl() {
		MasterNode leader = leader();
		return ((leader != null) ? leader : this.masters.get(0)).url();
	}

	/**
	 * Return the addresses of all masters, separated by commas, as clients take them.
	 * @return the URLs
	 */
	public String masterUrls() {
		return String.join(",", this.masters.stream().map((master) -> master.url().toString()).toList());
	}

	/**
	 * Return the masters.
	 * @return all of them, by index
	 */
	public List<MasterNode> masters() {
		return List.copyOf(this.masters);
	}

	/**
	 * Return the agents.
	 * @return all of them, by index
	 */
	public List<AgentNode> agents() {
		return List.copyOf(this.agents);
	}

	/**
	 * Return the leading master.
	 * @return the master or {@code null} while none leads
	 */
	public @Nullable MasterNode leader() {
		synchronized (this.monitor) {
			for (MasterNode master : this.masters) {
				if (master.state() == MasterNode.State.LEADING) {
					return master;
				}
			}
			return null;
		}
	}

	/**
	 * Let the leading master lose its leadership: it drops its frameworks and agents and
	 * redirects to the next master, which leads from now on with nothing but the
	 * registry. With a single master it is elected again at once.
	 */
	public void failover() {
		synchronized (this.monitor) {
			elect();
		}
	}

	/**
	 * Advance the virtual clock and wait until all that became due has happened on the
	 * loop.
	 * @param duration how far
	 * @throws IllegalStateException if the cluster runs on the real clock
	 */
	public void advance(Duration duration) {
		if (!(this.loop instanceof VirtualLoop virtual)) {
			throw new IllegalStateException("The cluster runs on the real clock. Use builder().virtualClock(...).");
		}
		virtual.advance(duration);
	}

	/**
	 * Return the loop on which everything lives, for those who watch or disturb it.
	 * @return the loop
	 */
	public Loop loop() {
		return this.loop;
	}

	/**
	 * Return what can be made to go wrong.
	 * @return the faults
	 */
	public ClusterFaults faults() {
		return this.faults;
	}

	/**
	 * Return what schedulers and masters have told each other.
	 * @return the timeline
	 */
	public Timeline timeline() {
		return this.timeline;
	}

	/**
	 * Return what the leading master knows now.
	 * @return the state
	 */
	public ClusterState state() {
		return this.clusterState;
	}

	SchedulerFaults schedulerFaults() {
		return this.schedulerFaults;
	}

	/**
	 * Return how the cluster was made.
	 * @return the options
	 */
	public ClusterOptions options() {
		return this.options;
	}

	/**
	 * End everything: tasks, agents, masters, threads; remove the temporary directory.
	 * Idempotent.
	 */
	@Override
	public void close() {
		synchronized (this.monitor) {
			if (this.closed) {
				return;
			}
			this.closed = true;
			this.agents.forEach(AgentNode::kill);
			this.masters.forEach(MasterNode::stopServing);
		}
		this.threads.close();
		closeLoop();
		this.files.close();
	}

	Object monitor() {
		return this.monitor;
	}

	void authentication(HttpRouter router) {
		basic(router, "mesos-master-scheduler", this.options.authenticateFrameworks());
		basic(router, "mesos-master-readonly", this.options.authenticateReadonly());
		basic(router, "mesos-master-readwrite", this.options.authenticateReadwrite());
	}

	/**
	 * Return where agents find the leading master. Called on the loop.
	 * @return the endpoint or {@code null} while none leads
	 */
	ToAgent.@Nullable Endpoint leaderEndpoint() {
		return null;
	}

	/** See to it that a running master leads. */
	void elect() {
	}

	private void start() {
		synchronized (this.monitor) {
			this.masters.forEach(MasterNode::startServing);
			elect();
			this.agents.forEach(AgentNode::startServing);
		}
	}

	private NodeServer server(int firstPort, int index) {
		return new NodeServer(this.loop, this.threads, this.options.ip(), (firstPort > 0) ? firstPort + index : 0);
	}

	private void basic(HttpRouter router, String realm, boolean on) {
		if (on) {
			router.authenticate(realm, new BasicAuthenticator(realm, this.options.credentials()));
		}
	}

	private void closeLoop() {
		if (this.loop instanceof LoopThread real) {
			real.close();
		}
		else if (this.loop instanceof VirtualLoop virtual) {
			virtual.close();
		}
	}

	private static void validate(ClusterOptions options) {
		if (options.masters() < 1) {
			throw new IllegalArgumentException("'masters' must be at least 1");
		}
		if (options.agents() < 0) {
			throw new IllegalArgumentException("'agents' must not be negative");
		}
		AgentResources.resources(options.resources(), options.defaultRole(), 0);
		AgentResources.attributes(options.attributes(), 0);
	}

}
