package io.mesosframework.embedded.test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.mesosframework.embedded.ClusterBuilder;
import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.embedded.resource.Durations;

/**
 * The attributes of {@link EmbeddedMesos} as a value.
 *
 * @param agents how many agents
 * @param masters how many masters
 * @param resources the resources of each agent
 * @param attributes the attributes of each agent
 * @param virtualTime whether the clock is virtual
 * @param simulated whether agents are simulated
 * @param allocationInterval how often resources are offered
 * @param credentials the credentials
 */
record EmbeddedMesosSettings(int agents, int masters, String resources, String attributes, boolean virtualTime,
		boolean simulated, Duration allocationInterval, List<String> credentials) {

	private static final Duration REGISTRATION_TIMEOUT = Duration.ofSeconds(30);

	/** The time at which virtual clocks start. */
	private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

	static EmbeddedMesosSettings of(EmbeddedMesos annotation) {
		return new EmbeddedMesosSettings(annotation.agents(), annotation.masters(), annotation.resources(),
				annotation.attributes(), annotation.virtualTime(), annotation.simulated(),
				Durations.parse(annotation.allocationInterval()), List.of(annotation.credentials()));
	}

	/**
	 * Start a cluster and wait for its agents.
	 * @return the cluster
	 */
	EmbeddedMesosCluster start() {
		ClusterBuilder builder = EmbeddedMesosCluster.builder()
			.agents(this.agents)
			.masters(this.masters)
			.resources(this.resources)
			.attributes(this.attributes)
			.simulated(this.simulated)
			.allocationInterval(this.allocationInterval);
		if (this.virtualTime) {
			builder.virtualClock(START);
		}
		for (String credential : this.credentials) {
			int colon = credential.indexOf(':');
			if (colon < 0) {
				throw new IllegalArgumentException("Credential '" + credential + "' is not of the form name:secret");
			}
			builder.credential(credential.substring(0, colon), credential.substring(colon + 1));
		}
		builder.authenticate(!this.credentials.isEmpty(), false, false);
		EmbeddedMesosCluster cluster = builder.start();
		if (!awaitAgents(cluster)) {
			cluster.close();
			throw new IllegalStateException("The agents of the embedded Mesos cluster have not registered within "
					+ REGISTRATION_TIMEOUT.toSeconds() + " s");
		}
		return cluster;
	}

	private boolean awaitAgents(EmbeddedMesosCluster cluster) {
		return cluster.timeline().await(REGISTRATION_TIMEOUT, () -> {
			if (this.virtualTime) {
				cluster.advance(this.allocationInterval);
			}
			return cluster.leader() != null && cluster.state().agents().size() >= this.agents;
		});
	}

}
