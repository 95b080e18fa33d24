package io.mesosframework.embedded;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mesosframework.embedded.agent.AgentOptions;
import io.mesosframework.embedded.agent.AgentTimeouts;
import io.mesosframework.embedded.master.MasterIdentity;
import io.mesosframework.embedded.master.MasterOptions;
import io.mesosframework.embedded.resource.Durations;
import io.mesosframework.embedded.resource.Numbers;

/**
 * Translates the options of a cluster to those of its masters and agents.
 */
final class NodeOptions {

	private NodeOptions() {
	}

	static MasterIdentity identity(ClusterOptions options, int port) {
		return new MasterIdentity(options.hostname(), options.ip(), port, Map.copyOf(flags(options, port)));
	}

	static AgentOptions agent(ClusterOptions options, int index, int port, ClusterFiles files) {
		ClusterOptions.Agent agent = options.agent();
		MasterOptions master = options.master();
		AgentTimeouts timeouts = AgentTimeouts.DEFAULTS.withExecutorRegistration(agent.executorRegistrationTimeout())
			.withExecutorReregistration(agent.executorReregistrationTimeout())
			.withExecutorShutdownGrace(agent.executorShutdownGracePeriod())
			.withRecovery(agent.recoveryTimeout())
			.withMasterPing(master.agentPingTimeout().multipliedBy(master.maxAgentPingTimeouts()));
		return new AgentOptions(port, AgentResources.resources(options.resources(), options.defaultRole(), index),
				files.agent(index))
			.withAddress(options.ip(), port)
			.withHostname(options.hostname())
			.withAttributes(AgentResources.attributes(options.attributes(), index))
			.withTimeouts(timeouts)
			.withExecutorEnvironment(agent.executorEnvironment())
			.withJwtSecretKey(agent.jwtSecretKey());
	}

	/** The flags as {@code /flags} and {@code GET_FLAGS} show them. */
	private static Map<String, String> flags(ClusterOptions options, int port) {
		MasterOptions master = options.master();
		Map<String, String> flags = new LinkedHashMap<>();
		flags.put("agent_ping_timeout", Durations.print(master.agentPingTimeout()));
		flags.put("agent_reregister_timeout", Durations.print(master.agentReregisterTimeout()));
		flags.put("allocation_interval", Durations.print(master.allocationInterval()));
		flags.put("authenticate_http_frameworks", Boolean.toString(options.authenticateFrameworks()));
		flags.put("authenticate_http_readonly", Boolean.toString(options.authenticateReadonly()));
		flags.put("authenticate_http_readwrite", Boolean.toString(options.authenticateReadwrite()));
		if (options.cluster() != null) {
			flags.put("cluster", options.cluster());
		}
		flags.put("filter_gpu_resources", Boolean.toString(master.filterGpuResources()));
		flags.put("hostname", options.hostname());
		flags.put("ip", options.ip());
		flags.put("max_agent_ping_timeouts", Integer.toString(master.maxAgentPingTimeouts()));
		flags.put("max_completed_frameworks", Integer.toString(master.maxCompletedFrameworks()));
		flags.put("max_completed_tasks_per_framework", Integer.toString(master.maxCompletedTasksPerFramework()));
		flags.put("max_unreachable_tasks_per_framework", Integer.toString(master.maxUnreachableTasksPerFramework()));
		flags.put("min_allocatable_resources", quantities(master.minAllocatableResources()));
		if (master.offerTimeout() != null) {
			flags.put("offer_timeout", Durations.print(master.offerTimeout()));
		}
		flags.put("port", Integer.toString(port));
		if (master.roles() != null) {
			flags.put("roles", String.join(",", master.roles()));
		}
		flags.put("root_submissions", Boolean.toString(master.rootSubmissions()));
		return flags;
	}

	private static String quantities(List<Map<String, Double>> sets) {
		List<String> texts = new ArrayList<>();
		for (Map<String, Double> set : sets) {
			texts.add(String.join(";",
					set.entrySet()
						.stream()
						.map((entry) -> entry.getKey() + ":" + Numbers.printShort(entry.getValue()))
						.toList()));
		}
		return String.join("|", texts);
	}

}
