package io.mesosframework.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.agent.AgentTimeouts;
import io.mesosframework.embedded.master.MasterOptions;
import io.mesosframework.embedded.simulation.TaskScripts;

/**
 * Builder for an {@link EmbeddedMesosCluster} with defaults for tests. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class ClusterBuilder {

	private final Map<String, String> credentials = new LinkedHashMap<>();

	private @Nullable String hostname;

	private Duration agentPingTimeout = MasterOptions.DEFAULTS.agentPingTimeout();

	private int maxAgentPingTimeouts = MasterOptions.DEFAULTS.maxAgentPingTimeouts();

	private boolean authenticateFrameworks;

	private boolean authenticateReadonly;

	private boolean authenticateReadwrite;

	private int masters = 1;

	private int agents = 1;

	private String ip = "127.0.0.1";

	private @Nullable String cluster;

	private int masterPort;

	private int agentPort;

	private @Nullable Path workDirectory;

	private @Nullable Instant virtualClock;

	private String resources = "cpus:4;mem:8192;disk:20000";

	private String attributes = "";

	private String defaultRole = "*";

	private @Nullable TaskScripts taskScripts;

	private Map<String, String> executorEnvironment = Map.of();

	private @Nullable String jwtSecretKey;

	private Duration allocationInterval = Duration.ofMillis(50);

	private Duration agentReregisterTimeout = MasterOptions.DEFAULTS.agentReregisterTimeout();

	private @Nullable Duration offerTimeout;

	private List<Map<String, Double>> minAllocatableResources = MasterOptions.DEFAULTS.minAllocatableResources();

	private boolean filterGpuResources = MasterOptions.DEFAULTS.filterGpuResources();

	private boolean rootSubmissions = MasterOptions.DEFAULTS.rootSubmissions();

	private @Nullable Set<String> roles;

	private int maxCompletedFrameworks = MasterOptions.DEFAULTS.maxCompletedFrameworks();

	private int maxCompletedTasksPerFramework = MasterOptions.DEFAULTS.maxCompletedTasksPerFramework();

	private int maxUnreachableTasksPerFramework = MasterOptions.DEFAULTS.maxUnreachableTasksPerFramework();

	private Duration executorRegistrationTimeout = AgentTimeouts.DEFAULTS.executorRegistration();

	private Duration executorReregistrationTimeout = AgentTimeouts.DEFAULTS.executorReregistration();

	private Duration executorShutdownGracePeriod = AgentTimeouts.DEFAULTS.executorShutdownGrace();

	private Duration recoveryTimeout = AgentTimeouts.DEFAULTS.recovery();

	ClusterBuilder() {
	}

	/**
	 * Set the advertised hostname of masters and agents.
	 * @param hostname the name, {@code null} for the address
	 * @return this builder
	 */
	public ClusterBuilder hostname(@Nullable String hostname) {
		this.hostname = hostname;
		return this;
	}

	/**
	 * Set when an agent counts as unreachable.
	 * @param timeout how long one ping may stay unanswered
	 * @param max how many in a row
	 * @return this builder
	 */
	public ClusterBuilder agentPings(Duration timeout, int max) {
		this.agentPingTimeout = timeout;
		this.maxAgentPingTimeouts = max;
		return this;
	}

	/**
	 * Add a credential; authentication still has to be turned on by
	 * {@link #authenticate(boolean, boolean, boolean)}.
	 * @param principal the principal
	 * @param secret its secret; one with a colon never authenticates, as in Mesos
	 * @return this builder
	 */
	public ClusterBuilder credential(String principal, String secret) {
		this.credentials.put(principal, secret);
		return this;
	}

	/**
	 * Set who must authenticate by HTTP basic authentication.
	 * @param frameworks whether frameworks must
	 * @param readonly whether readers of the operator API must
	 * @param readwrite whether writers of the operator API must
	 * @return this builder
	 */
	public ClusterBuilder authenticate(boolean frameworks, boolean readonly, boolean readwrite) {
		this.authenticateFrameworks = frameworks;
		this.authenticateReadonly = readonly;
		this.authenticateReadwrite = readwrite;
		return this;
	}

	/**
	 * Set how many masters there are; the first one leads.
	 * @param masters the number, at least 1
	 * @return this builder
	 */
	public ClusterBuilder masters(int masters) {
		this.masters = masters;
		return this;
	}

	/**
	 * Set how many agents there are.
	 * @param agents the number, may be 0
	 * @return this builder
	 */
	public ClusterBuilder agents(int agents) {
		this.agents = agents;
		return this;
	}

	/**
	 * Set the IPv4 address at which all of them listen.
	 * @param ip the address
	 * @return this builder
	 */
	public ClusterBuilder ip(String ip) {
		this.ip = ip;
		return this;
	}

	/**
	 * Set the name of the cluster.
	 * @param cluster the name, {@code null} for none
	 * @return this builder
	 */
	public ClusterBuilder cluster(@Nullable String cluster) {
		this.cluster = cluster;
		return this;
	}

	/**
	 * Set the port of the first master; the next ones follow.
	 * @param masterPort the port, 0 for free ports
	 * @return this builder
	 */
	public ClusterBuilder masterPort(int masterPort) {
		this.masterPort = masterPort;
		return this;
	}

	/**
	 * Set the port of the first agent; the next ones follow.
	 * @param agentPort the port, 0 for free ports
	 * @return this builder
	 */
	public ClusterBuilder agentPort(int agentPort) {
		this.agentPort = agentPort;
		return this;
	}

	/**
	 * Set where agents keep sandboxes and checkpoints.
	 * @param workDirectory the directory, {@code null} for a temporary one that is
	 * removed on close
	 * @return this builder
	 */
	public ClusterBuilder workDirectory(@Nullable Path workDirectory) {
		this.workDirectory = workDirectory;
		return this;
	}

	/**
	 * Use a clock that stands still until {@link EmbeddedMesosCluster#advance(Duration)}.
	 * @param virtualClock the time at which it starts, {@code null} for the real clock
	 * @return this builder
	 */
	public ClusterBuilder virtualClock(@Nullable Instant virtualClock) {
		this.virtualClock = virtualClock;
		return this;
	}

	/**
	 * Set the resources of each agent. Agent k offers the ports 31000+1000k to
	 * 31999+1000k unless ports are given; cpus, mem and disk are filled in when they are
	 * missing.
	 * @param resources Mesos' text or JSON format; {@code {agent}} stands for the index
	 * @return this builder
	 */
	public ClusterBuilder resources(String resources) {
		this.resources = resources;
		return this;
	}

	/**
	 * Set the attributes of each agent.
	 * @param attributes Mesos' text format, for example {@code rack:r{agent};zone:z1};
	 * {@code {agent}} stands for the index
	 * @return this builder
	 */
	public ClusterBuilder attributes(String attributes) {
		this.attributes = attributes;
		return this;
	}

	/**
	 * Set the role of resources that name none.
	 * @param defaultRole the role
	 * @return this builder
	 */
	public ClusterBuilder defaultRole(String defaultRole) {
		this.defaultRole = defaultRole;
		return this;
	}

	/**
	 * Let tasks follow scripts instead of running as processes. Such agents have no port
	 * and no sandboxes, so that there can be thousands of them.
	 * @param scripts what each task does, for example {@link TaskScripts#fromCommand()};
	 * {@code null} for real processes
	 * @return this builder
	 */
	public ClusterBuilder taskScripts(@Nullable TaskScripts scripts) {
		this.taskScripts = scripts;
		return this;
	}

	/**
	 * Let tasks do what their command says, without running it: see
	 * {@link TaskScripts#fromCommand()}.
	 * @param simulated whether to simulate
	 * @return this builder
	 */
	public ClusterBuilder simulated(boolean simulated) {
		return taskScripts(simulated ? TaskScripts.fromCommand() : null);
	}

	/**
	 * Set further environment variables of every executor.
	 * @param variables the variables
	 * @return this builder
	 */
	public ClusterBuilder executorEnvironment(Map<String, String> variables) {
		this.executorEnvironment = Map.copyOf(variables);
		return this;
	}

	/**
	 * Demand tokens of executors; they get them in
	 * {@code MESOS_EXECUTOR_AUTHENTICATION_TOKEN}.
	 * @param key the key with which tokens are signed, {@code null} to demand none
	 * @return this builder
	 */
	public ClusterBuilder authenticateExecutors(@Nullable String key) {
		this.jwtSecretKey = key;
		return this;
	}

	/**
	 * Set how often resources are offered. The default is shorter than Mesos', 1 second,
	 * so that tests need not wait.
	 * @param allocationInterval the interval, positive
	 * @return this builder
	 */
	public ClusterBuilder allocationInterval(Duration allocationInterval) {
		this.allocationInterval = allocationInterval;
		return this;
	}

	/**
	 * Set how long a known agent may stay away.
	 * @param agentReregisterTimeout the time
	 * @return this builder
	 */
	public ClusterBuilder agentReregisterTimeout(Duration agentReregisterTimeout) {
		this.agentReregisterTimeout = agentReregisterTimeout;
		return this;
	}

	/**
	 * Set how long an offer stays valid.
	 * @param offerTimeout the time, {@code null} for no limit
	 * @return this builder
	 */
	public ClusterBuilder offerTimeout(@Nullable Duration offerTimeout) {
		this.offerTimeout = offerTimeout;
		return this;
	}

	/**
	 * Set the least that is worth an offer.
	 * @param minAllocatableResources amounts by resource name, of which one must be
	 * there; {@code null} for Mesos' default
	 * @return this builder
	 */
	public ClusterBuilder minAllocatableResources(@Nullable List<Map<String, Double>> minAllocatableResources) {
		this.minAllocatableResources = (minAllocatableResources != null) ? List.copyOf(minAllocatableResources)
				: MasterOptions.DEFAULTS.minAllocatableResources();
		return this;
	}

	/**
	 * Set whether agents with GPUs are kept for frameworks that are able to use them.
	 * @param filterGpuResources whether to filter
	 * @return this builder
	 */
	public ClusterBuilder filterGpuResources(boolean filterGpuResources) {
		this.filterGpuResources = filterGpuResources;
		return this;
	}

	/**
	 * Set whether frameworks may run as root.
	 * @param rootSubmissions whether they may
	 * @return this builder
	 */
	public ClusterBuilder rootSubmissions(boolean rootSubmissions) {
		this.rootSubmissions = rootSubmissions;
		return this;
	}

	/**
	 * Set the only roles allowed.
	 * @param roles the roles, {@code null} for any
	 * @return this builder
	 */
	public ClusterBuilder roles(@Nullable Set<String> roles) {
		this.roles = roles;
		return this;
	}

	/**
	 * Set how many removed frameworks are remembered.
	 * @param maxCompletedFrameworks the number
	 * @return this builder
	 */
	public ClusterBuilder maxCompletedFrameworks(int maxCompletedFrameworks) {
		this.maxCompletedFrameworks = maxCompletedFrameworks;
		return this;
	}

	/**
	 * Set how many completed tasks of a framework are remembered.
	 * @param maxCompletedTasksPerFramework the number
	 * @return this builder
	 */
	public ClusterBuilder maxCompletedTasksPerFramework(int maxCompletedTasksPerFramework) {
		this.maxCompletedTasksPerFramework = maxCompletedTasksPerFramework;
		return this;
	}

	/**
	 * Set how many unreachable tasks of a framework are remembered.
	 * @param maxUnreachableTasksPerFramework the number
	 * @return this builder
	 */
	public ClusterBuilder maxUnreachableTasksPerFramework(int maxUnreachableTasksPerFramework) {
		this.maxUnreachableTasksPerFramework = maxUnreachableTasksPerFramework;
		return this;
	}

	/**
	 * Set how long an executor may take to subscribe.
	 * @param executorRegistrationTimeout the time
	 * @return this builder
	 */
	public ClusterBuilder executorRegistrationTimeout(Duration executorRegistrationTimeout) {
		this.executorRegistrationTimeout = executorRegistrationTimeout;
		return this;
	}

	/**
	 * Set how long an executor may take to subscribe after a restart of its agent.
	 * @param executorReregistrationTimeout the time
	 * @return this builder
	 */
	public ClusterBuilder executorReregistrationTimeout(Duration executorReregistrationTimeout) {
		this.executorReregistrationTimeout = executorReregistrationTimeout;
		return this;
	}

	/**
	 * Set how long an executor may take to shut down.
	 * @param executorShutdownGracePeriod the time
	 * @return this builder
	 */
	public ClusterBuilder executorShutdownGracePeriod(Duration executorShutdownGracePeriod) {
		this.executorShutdownGracePeriod = executorShutdownGracePeriod;
		return this;
	}

	/**
	 * Set how long a restarted agent may have been away to find its executors alive.
	 * @param recoveryTimeout the time
	 * @return this builder
	 */
	public ClusterBuilder recoveryTimeout(Duration recoveryTimeout) {
		this.recoveryTimeout = recoveryTimeout;
		return this;
	}

	/**
	 * Return the options collected so far.
	 * @return the options
	 */
	public ClusterOptions build() {
		MasterOptions master = new MasterOptions(this.allocationInterval, this.agentPingTimeout,
				this.maxAgentPingTimeouts, this.agentReregisterTimeout, this.offerTimeout, this.minAllocatableResources,
				this.filterGpuResources, this.rootSubmissions, this.roles, this.maxCompletedFrameworks,
				this.maxCompletedTasksPerFramework, this.maxUnreachableTasksPerFramework);
		ClusterOptions.Agent agent = new ClusterOptions.Agent(this.executorRegistrationTimeout,
				this.executorReregistrationTimeout, this.executorShutdownGracePeriod, this.recoveryTimeout,
				this.executorEnvironment, this.jwtSecretKey);
		return new ClusterOptions(this.masters, this.agents, this.ip, (this.hostname != null) ? this.hostname : this.ip,
				this.cluster, this.masterPort, this.agentPort, this.workDirectory, this.virtualClock, this.resources,
				this.attributes, this.defaultRole, Map.copyOf(this.credentials), this.authenticateFrameworks,
				this.authenticateReadonly, this.authenticateReadwrite, this.taskScripts, master, agent);
	}

	/**
	 * Start the cluster.
	 * @return the running cluster, whose agents are about to register
	 * @throws IllegalArgumentException if an option is invalid
	 * @throws io.mesosframework.embedded.http.HttpBindException if a port is taken
	 */
	public EmbeddedMesosCluster start() {
		return EmbeddedMesosCluster.start(build());
	}

}
