package io.mesosframework.embedded;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.agent.Agent;
import io.mesosframework.embedded.fault.SchedulerFaults;
import io.mesosframework.embedded.http.BasicAuthenticator;
import io.mesosframework.embedded.http.HttpRouter;
import io.mesosframework.embedded.http.HttpThreads;
import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.loop.LoopThread;
import io.mesosframework.embedded.loop.VirtualLoop;
import io.mesosframework.embedded.master.Master;
import io.mesosframework.embedded.master.MasterHooks;
import io.mesosframework.embedded.master.MasterIdentity;
import io.mesosframework.embedded.master.state.Registry;
import io.mesosframework.embedded.process.ProcessHost;
import io.mesosframework.embedded.simulation.SimulatedAgent;
import io.mesosframework.embedded.simulation.TaskScripts;
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
 * Masters, agents and all timers run on one loop; methods of this class may be called
 * from any other thread. {@link #close()} ends all processes and threads and removes
 * everything that was written, unless a working directory was given.
 *
 * @since 0.1.0
 */
public final class EmbeddedMesosCluster implements AutoCloseable {

	private static final int HTTP_THREADS = 2;

	private final Object monitor = new Object();

	private final ClusterOptions options;

	private final Loop loop;

	private final HttpThreads threads;

	private final ClusterFiles files;

	private final ProcessHost host = new ProcessHost();

	private final Registry registry = new Registry();

	private final MasterHooks hooks = new MasterHooks();

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
		this.hooks.faults(this.schedulerFaults);
		this.hooks.observer(this.timeline);
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
	 * @throws IllegalArgumentException if an option is invalid
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
		return MasterIdentity.VERSION;
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
			MasterNode old = leader();
			if (old == null) {
				elect();
				return;
			}
			for (int i = 1; i <= this.masters.size(); i++) {
				MasterNode next = this.masters.get((old.index() + i) % this.masters.size());
				if (next.state() != MasterNode.State.KILLED) {
					onLoop(() -> old.follow(null));
					old.state(MasterNode.State.STANDING_BY);
					appoint(next, true);
					return;
				}
			}
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
		this.host.close();
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
		for (MasterNode node : this.masters) {
			Master master = node.master();
			if (master != null && master.isLeading()) {
				return master;
			}
		}
		return null;
	}

	/**
	 * See to it that a running master leads. Agents hear of a new leader at once, as
	 * through ZooKeeper; when the only master comes back they find out by its silence, as
	 * with a fixed address.
	 */
	void elect() {
		MasterNode leader = leader();
		for (MasterNode master : this.masters) {
			if (leader == null && master.state() != MasterNode.State.KILLED) {
				leader = master;
			}
		}
		if (leader != null) {
			appoint(leader, this.masters.size() > 1);
		}
		else {
			this.masters.forEach((master) -> onLoop(() -> master.follow(null)));
		}
	}

	private void appoint(MasterNode leader, boolean tellAgents) {
		onLoop(() -> {
			leader.lead();
			Master master = leader.master();
			for (MasterNode other : this.masters) {
				if (other != leader) {
					other.follow((master != null) ? master.info() : null);
				}
			}
		});
		leader.state(MasterNode.State.LEADING);
		if (tellAgents) {
			onLoop(() -> this.agents.forEach(AgentNode::leaderChanged));
		}
	}

	boolean isSimulated() {
		return this.options.taskScripts() != null;
	}

	Registry registry() {
		return this.registry;
	}

	MasterHooks hooks() {
		return this.hooks;
	}

	AgentProcess createAgent(int index, int port, Supplier<ToAgent.@Nullable Endpoint> leader) {
		TaskScripts scripts = this.options.taskScripts();
		if (scripts == null) {
			return AgentProcess
				.of(new Agent(this.loop, NodeOptions.agent(this.options, index, port, this.files), leader, this.host));
		}
		return AgentProcess.of(new SimulatedAgent(this.loop, index,
				AgentResources.resources(this.options.resources(), this.options.defaultRole(), index),
				AgentResources.attributes(this.options.attributes(), index), scripts, leader));
	}

	/**
	 * Do something on the loop and wait for it.
	 * @param action the action
	 */
	void onLoop(Runnable action) {
		try {
			this.loop.submit(() -> {
				action.run();
				return true;
			}).join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw ex;
		}
	}

	/**
	 * Do something that waits for the loop, though asked for by the loop.
	 * @param action the action
	 */
	void later(Runnable action) {
		Thread thread = new Thread(() -> {
			synchronized (this.monitor) {
				if (!this.closed) {
					action.run();
				}
			}
		}, "embedded-mesos-node");
		thread.setDaemon(true);
		thread.start();
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
