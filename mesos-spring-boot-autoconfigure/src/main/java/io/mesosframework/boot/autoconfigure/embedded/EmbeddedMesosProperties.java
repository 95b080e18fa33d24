package io.mesosframework.boot.autoconfigure.embedded;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The embedded Mesos cluster, which is started when 'mesos-embedded' is on the class path
 * and no master is configured.
 *
 * @param agents number of agents
 * @param masters number of masters. One of them leads, the others redirect to it
 * @param port port of the first master; further masters use the following ports. Zero
 * lets the system choose
 * @param resources resources of each agent, in the text format of Mesos. '{agent}' stands
 * for the index of the agent
 * @param attributes attributes of each agent, in the text format of Mesos. '{agent}'
 * stands for the index of the agent
 * @param workDir directory below which the agents keep the sandboxes of tasks. A
 * temporary one, which is deleted when the cluster stops, when it is not set
 * @param allocationInterval time between two rounds of offers
 * @param simulated whether tasks follow a script instead of running as processes
 * @since 0.1.0
 */
@ConfigurationProperties("mesos.embedded")
public record EmbeddedMesosProperties(@DefaultValue("1") int agents, @DefaultValue("1") int masters,
		@DefaultValue("0") int port, @Nullable String resources, @Nullable String attributes, @Nullable String workDir,
		@DefaultValue("100ms") Duration allocationInterval, @DefaultValue("false") boolean simulated) {

	public EmbeddedMesosProperties {
		between("mesos.embedded.agents", agents, 0, 10_000, "use a number from 0 to 10000");
		between("mesos.embedded.masters", masters, 1, 9, "use a number from 1 to 9");
		between("mesos.embedded.port", port, 0, 65535 - masters + 1, "use 0 for a free port, or a port such as 5050");
		if (allocationInterval.isNegative() || allocationInterval.isZero()) {
			throw new InvalidConfigurationPropertyValueException("mesos.embedded.allocation-interval",
					allocationInterval, "The time must be positive: use one such as 100ms");
		}
	}

	private static void between(String key, int value, int min, int max, String remedy) {
		if (value < min || value > max) {
			throw new InvalidConfigurationPropertyValueException(key, value, "It is out of range: " + remedy);
		}
	}

}
