package io.mesosframework.embedded.master;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * How a master behaves. The names are those of the flags of {@code mesos-master}, see
 * {@code docs/configuration/master.md} of Mesos. Immutable.
 *
 * @param allocationInterval how often resources are offered
 * @param agentPingTimeout how long an agent may take to answer a ping
 * @param maxAgentPingTimeouts how many pings in a row may stay unanswered
 * @param agentReregisterTimeout how long an agent whose link is broken, or which was
 * known to the previous master, may stay away
 * @param offerTimeout how long an offer stays valid, {@code null} for no limit
 * @param minAllocatableResources alternatives, each with the least amount by resource
 * name, of which an offer must hold one
 * @param filterGpuResources whether agents with GPUs are offered only to frameworks that
 * are able to use them
 * @param rootSubmissions whether frameworks may run as {@code root}
 * @param roles the only roles allowed, {@code null} for any
 * @param maxCompletedFrameworks how many removed frameworks are remembered
 * @param maxCompletedTasksPerFramework how many completed tasks are remembered
 * @param maxUnreachableTasksPerFramework how many unreachable tasks are remembered
 * @since 0.1.0
 */
public record MasterOptions(Duration allocationInterval, Duration agentPingTimeout, int maxAgentPingTimeouts,
		Duration agentReregisterTimeout, @Nullable Duration offerTimeout,
		List<Map<String, Double>> minAllocatableResources, boolean filterGpuResources, boolean rootSubmissions,
		@Nullable Set<String> roles, int maxCompletedFrameworks, int maxCompletedTasksPerFramework,
		int maxUnreachableTasksPerFramework) {

	/** The defaults of Mesos. */
	public static final MasterOptions DEFAULTS = new MasterOptions(Duration.ofSeconds(1), Duration.ofSeconds(15), 5,
			Duration.ofMinutes(10), null, List.of(Map.of("cpus", 0.01), Map.of("mem", 32.0)), true, true, null, 50,
			1000, 1000);

	/**
	 * Return a copy with another time for which offers stay valid.
	 * @param value the time, {@code null} for no limit
	 * @return the copy
	 */
	public MasterOptions withOfferTimeout(@Nullable Duration value) {
		return new MasterOptions(this.allocationInterval, this.agentPingTimeout, this.maxAgentPingTimeouts,
				this.agentReregisterTimeout, value, this.minAllocatableResources, this.filterGpuResources,
				this.rootSubmissions, this.roles, this.maxCompletedFrameworks, this.maxCompletedTasksPerFramework,
				this.maxUnreachableTasksPerFramework);
	}

}
