package io.mesosframework.boot.autoconfigure.embedded;

import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.StringUtils;

import io.mesosframework.embedded.ClusterBuilder;
import io.mesosframework.embedded.EmbeddedMesosCluster;

/**
 * Starts an embedded cluster as configured by the properties.
 */
final class EmbeddedMesosStarter {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedMesosStarter.class);

	private EmbeddedMesosStarter() {
	}

	static EmbeddedMesosCluster start(EmbeddedMesosProperties properties) {
		ClusterBuilder builder = EmbeddedMesosCluster.builder()
			.masters(properties.masters())
			.agents(properties.agents())
			.masterPort(properties.port())
			.allocationInterval(properties.allocationInterval())
			.simulated(properties.simulated());
		if (StringUtils.hasText(properties.resources())) {
			builder.resources(properties.resources());
		}
		if (StringUtils.hasText(properties.attributes())) {
			builder.attributes(properties.attributes());
		}
		if (StringUtils.hasText(properties.workDir())) {
			builder.workDirectory(Path.of(properties.workDir()));
		}
		try {
			EmbeddedMesosCluster cluster = builder.start();
			logger.info("Started an embedded Mesos cluster with {} agent(s) at {}, since 'mesos.master' is not set. {}",
					properties.agents(), cluster.masterUrls(),
					properties.simulated() ? "Tasks are simulated" : "Tasks run as processes on this machine");
			return cluster;
		}
		catch (RuntimeException ex) {
			throw new EmbeddedMesosStartException(ex);
		}
	}

}
