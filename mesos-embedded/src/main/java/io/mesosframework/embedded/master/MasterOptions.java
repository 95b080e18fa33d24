package io.mesosframework.embedded.master;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * How a master behaves. The names and defaults are those of the flags of
 * {@code mesos-master}, see {@code docs/configuration/master.md} of Mesos. Immutable.
 *
 * @param hostname the advertised hostname
 * @param ip the advertised IPv4 address
 * @param port the advertised port
 * @param allocationInterval how often resources are offered
 * @param agentPingTimeout how long an agent may take to answer a ping
 * @param maxAgentPingTimeouts how many pings in a row may stay unanswered
 * @param agentReregisterTimeout how long an agent whose link is broken, or which was
 * known to the previous master, may stay away
 * @param offerTimeout how long an offer stays valid, {@code null} for ever
 * @param minAllocatableResources alternatives, each with the least amount by resource
 * name, of which an offer must hold one
 * @param filterGpuResources whether agents with GPUs are offered only to frameworks that
 * are able to use them
 * @param rootSubmissions whether frameworks may run as {@code root}
 * @param roles the only roles allowed, {@code null} for any
 * @param maxCompletedFrameworks how many removed frameworks are remembered
 * @param maxCompletedTasksPerFramework how many completed tasks are remembered
 * @param maxUnreachableTasksPerFramework how many unreachable tasks are remembered
 * @param version the version that is reported
 * @param flags the flags as {@code GET_FLAGS} shows them
 */
public record MasterOptions(String hostname, String ip, int port, Duration allocationInterval,
		Duration agentPingTimeout, int maxAgentPingTimeouts, Duration agentReregisterTimeout,
		@Nullable Duration offerTimeout, List<Map<String, Double>> minAllocatableResources, boolean filterGpuResources,
		boolean rootSubmissions, @Nullable Set<String> roles, int maxCompletedFrameworks,
		int maxCompletedTasksPerFramework, int maxUnreachableTasksPerFramework, String version,
		Map<String, String> flags) {

	/** The version which embedded masters and agents report. */
	public static final String VERSION = "1.12.0";

	/**
	 * Return the defaults of Mesos for a master at an address.
	 * @param ip the IPv4 address, also used as hostname
	 * @param port the port
	 * @return the options
	 */
	public static MasterOptions of(String ip, int port) {
		return builder(ip, port).build();
	}

	/**
	 * Start from the defaults of Mesos for a master at an address.
	 * @param ip the IPv4 address, also used as hostname
	 * @param port the port
	 * @return a builder
	 */
	public static Builder builder(String ip, int port) {
		return new Builder(ip, port);
	}

	/**
	 * Collects options, starting from the defaults of Mesos. Not safe for threads.
	 */
	public static final class Builder {

		private final String ip;

		private final int port;

		private String hostname;

		private Duration allocationInterval = Duration.ofSeconds(1);

		private Duration agentPingTimeout = Duration.ofSeconds(15);

		private int maxAgentPingTimeouts = 5;

		private Duration agentReregisterTimeout = Duration.ofMinutes(10);

		private @Nullable Duration offerTimeout;

		private List<Map<String, Double>> minAllocatableResources = List.of(Map.of("cpus", 0.01), Map.of("mem", 32.0));

		private boolean filterGpuResources = true;

		private boolean rootSubmissions = true;

		private @Nullable Set<String> roles;

		private int maxCompletedFrameworks = 50;

		private int maxCompletedTasksPerFramework = 1000;

		private int maxUnreachableTasksPerFramework = 1000;

		private String version = VERSION;

		private Map<String, String> flags = Map.of();

		Builder(String ip, int port) {
			this.ip = ip;
			this.port = port;
			this.hostname = ip;
		}

		/**
		 * Set the advertised hostname.
		 * @param hostname the hostname
		 * @return this
		 */
		public Builder hostname(String hostname) {
			this.hostname = hostname;
			return this;
		}

		/**
		 * Set how often resources are offered.
		 * @param interval the interval, positive
		 * @return this
		 */
		public Builder allocationInterval(Duration interval) {
			this.allocationInterval = interval;
			return this;
		}

		/**
		 * Set when an agent counts as unreachable.
		 * @param timeout how long one ping may stay unanswered
		 * @param max how many in a row
		 * @return this
		 */
		public Builder agentPings(Duration timeout, int max) {
			this.agentPingTimeout = timeout;
			this.maxAgentPingTimeouts = max;
			return this;
		}

		/**
		 * Set how long a known agent may stay away.
		 * @param timeout the time
		 * @return this
		 */
		public Builder agentReregisterTimeout(Duration timeout) {
			this.agentReregisterTimeout = timeout;
			return this;
		}

		/**
		 * Set how long an offer stays valid.
		 * @param timeout the time, {@code null} for ever
		 * @return this
		 */
		public Builder offerTimeout(@Nullable Duration timeout) {
			this.offerTimeout = timeout;
			return this;
		}

		/**
		 * Set the least that is worth an offer.
		 * @param alternatives amounts by resource name, of which one must be there; empty
		 * for no limit
		 * @return this
		 */
		public Builder minAllocatableResources(List<Map<String, Double>> alternatives) {
			this.minAllocatableResources = List.copyOf(alternatives);
			return this;
		}

		/**
		 * Set whether agents with GPUs are kept for frameworks with that capability.
		 * @param filter {@code true} to keep them
		 * @return this
		 */
		public Builder filterGpuResources(boolean filter) {
			this.filterGpuResources = filter;
			return this;
		}

		/**
		 * Set whether frameworks may run as root.
		 * @param allowed {@code true} if they may
		 * @return this
		 */
		public Builder rootSubmissions(boolean allowed) {
			this.rootSubmissions = allowed;
			return this;
		}

		/**
		 * Set the only roles allowed.
		 * @param roles the roles, {@code null} for any
		 * @return this
		 */
		public Builder roles(@Nullable Set<String> roles) {
			this.roles = (roles != null) ? Set.copyOf(roles) : null;
			return this;
		}

		/**
		 * Set how much of the past is remembered.
		 * @param frameworks the number of removed frameworks
		 * @param completedTasks the number of completed tasks of a framework
		 * @param unreachableTasks the number of unreachable tasks of a framework
		 * @return this
		 */
		public Builder history(int frameworks, int completedTasks, int unreachableTasks) {
			this.maxCompletedFrameworks = frameworks;
			this.maxCompletedTasksPerFramework = completedTasks;
			this.maxUnreachableTasksPerFramework = unreachableTasks;
			return this;
		}

		/**
		 * Set the version that is reported.
		 * @param version the version
		 * @return this
		 */
		public Builder version(String version) {
			this.version = version;
			return this;
		}

		/**
		 * Set the flags that are reported.
		 * @param flags the flags
		 * @return this
		 */
		public Builder flags(Map<String, String> flags) {
			this.flags = Map.copyOf(flags);
			return this;
		}

		/**
		 * Build the options.
		 * @return the options
		 */
		public MasterOptions build() {
			return new MasterOptions(this.hostname, this.ip, this.port, this.allocationInterval, this.agentPingTimeout,
					this.maxAgentPingTimeouts, this.agentReregisterTimeout, this.offerTimeout,
					this.minAllocatableResources, this.filterGpuResources, this.rootSubmissions, this.roles,
					this.maxCompletedFrameworks, this.maxCompletedTasksPerFramework,
					this.maxUnreachableTasksPerFramework, this.version, this.flags);
		}

	}

}
