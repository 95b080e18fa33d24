package io.mesosframework.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.master.MasterOptions;
import io.mesosframework.embedded.simulation.TaskScripts;

/**
 * Configuration of an {@link EmbeddedMesosCluster}. Names follow the flags of {@code
 * mesos-master} and {@code mesos-agent}. Immutable; created by {@link ClusterBuilder}.
 *
 * @param masters how many masters; the first leads
 * @param agents how many agents
 * @param ip the IPv4 address at which all of them listen
 * @param hostname the advertised hostname
 * @param cluster the name of the cluster or {@code null}
 * @param masterPort the port of the first master, the next ones follow; 0 for free ports
 * @param agentPort the port of the first agent, the next ones follow; 0 for free ports
 * @param workDirectory where agents keep sandboxes and checkpoints, {@code null} for a
 * temporary directory that is removed on close
 * @param virtualClock the time at which a virtual clock starts, {@code null} for the real
 * clock
 * @param resources the resources of each agent in Mesos' text or JSON format;
 * {@code {agent}} stands for the index
 * @param attributes the attributes of each agent in Mesos' text format; {@code {agent}}
 * stands for the index
 * @param defaultRole the role of resources without one
 * @param credentials the secrets by principal
 * @param authenticateFrameworks whether frameworks must authenticate
 * @param authenticateReadonly whether readers of the operator API must authenticate
 * @param authenticateReadwrite whether writers of the operator API must authenticate
 * @param taskScripts what simulated tasks do, {@code null} for real processes
 * @param master how masters behave
 * @param agent what only agents need
 * @since 0.1.0
 */
public record ClusterOptions(int masters, int agents, String ip, String hostname, @Nullable String cluster,
		int masterPort, int agentPort, @Nullable Path workDirectory, @Nullable Instant virtualClock, String resources,
		String attributes, String defaultRole, Map<String, String> credentials, boolean authenticateFrameworks,
		boolean authenticateReadonly, boolean authenticateReadwrite, @Nullable TaskScripts taskScripts,
		MasterOptions master, Agent agent) {

	/**
	 * What only agents need.
	 *
	 * @param executorRegistrationTimeout how long an executor may take to subscribe
	 * @param executorReregistrationTimeout how long it may take after a restart of the
	 * agent
	 * @param executorShutdownGracePeriod how long it may take to shut down
	 * @param recoveryTimeout how long a restarted agent finds its executors alive
	 * @param executorEnvironment further variables of every executor
	 * @param jwtSecretKey the key of the tokens with which executors authenticate,
	 * {@code null} to let them in without
	 */
	public record Agent(Duration executorRegistrationTimeout, Duration executorReregistrationTimeout,
			Duration executorShutdownGracePeriod, Duration recoveryTimeout, Map<String, String> executorEnvironment,
			@Nullable String jwtSecretKey) {
	}

}
