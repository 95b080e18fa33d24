package io.mesosframework.boot.autoconfigure;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Label;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Creates the {@code FrameworkInfo} from the properties and the customizers.
 */
final class FrameworkInfoFactory {

	private static final Logger logger = LoggerFactory.getLogger(FrameworkInfoFactory.class);

	private static final Duration SHORT_FAILOVER_TIMEOUT = Duration.ofHours(1);

	private static final double NANOS_PER_SECOND = 1e9;

	private FrameworkInfoFactory() {
	}

	static FrameworkInfo create(MesosProperties properties, Environment environment,
			List<FrameworkInfoCustomizer> customizers) {
		FrameworkProperties framework = properties.framework();
		FrameworkInfo.Builder info = FrameworkInfo.newBuilder()
			.setName(orElse(framework.name(), environment.getProperty("spring.application.name"), "application"))
			.setUser(orElse(framework.user(), System.getProperty("user.name"), "nobody"))
			.setFailoverTimeout(framework.failoverTimeout().toNanos() / NANOS_PER_SECOND)
			.setCheckpoint(framework.checkpoint())
			.setHostname(orElse(framework.hostname(), localHostName(), "localhost"));
		String principal = (framework.principal() != null) ? framework.principal()
				: properties.credentials().principal();
		if (principal != null) {
			info.setPrincipal(principal);
		}
		if (framework.webuiUrl() != null) {
			info.setWebuiUrl(framework.webuiUrl());
		}
		addRoles(info, framework);
		addCapabilities(info, framework.capabilities());
		new TreeMap<>(framework.labels())
			.forEach((key, value) -> info.getLabelsBuilder().addLabels(Label.newBuilder().setKey(key).setValue(value)));
		customizers.forEach((customizer) -> customizer.customize(info));
		warn(framework);
		return info.build();
	}

	@SuppressWarnings("deprecation")
	private static void addRoles(FrameworkInfo.Builder info, FrameworkProperties framework) {
		if (framework.capabilities().multiRole()) {
			info.addAllRoles(framework.roles());
		}
		else {
			info.setRole(framework.roles().get(0));
		}
	}

	private static void addCapabilities(FrameworkInfo.Builder info, FrameworkProperties.Capabilities capabilities) {
		add(info, capabilities.partitionAware(), Capability.Type.PARTITION_AWARE);
		add(info, capabilities.taskKillingState(), Capability.Type.TASK_KILLING_STATE);
		add(info, capabilities.multiRole(), Capability.Type.MULTI_ROLE);
		add(info, capabilities.reservationRefinement(), Capability.Type.RESERVATION_REFINEMENT);
		add(info, capabilities.gpuResources(), Capability.Type.GPU_RESOURCES);
		add(info, capabilities.revocableResources(), Capability.Type.REVOCABLE_RESOURCES);
		add(info, capabilities.sharedResources(), Capability.Type.SHARED_RESOURCES);
		add(info, capabilities.regionAware(), Capability.Type.REGION_AWARE);
	}

	private static void add(FrameworkInfo.Builder info, boolean enabled, Capability.Type type) {
		if (enabled) {
			info.addCapabilities(Capability.newBuilder().setType(type));
		}
	}

	private static void warn(FrameworkProperties framework) {
		if (framework.failoverTimeout().compareTo(SHORT_FAILOVER_TIMEOUT) < 0
				&& framework.teardownOnStop() != FrameworkProperties.TeardownOnStop.TRUE) {
			logger.warn("'mesos.framework.failover-timeout' is only {}: when the framework is not connected for that "
					+ "long, the master kills all its tasks and never accepts its id again. Use 7d unless you want that",
					framework.failoverTimeout());
		}
		if (!framework.checkpoint()) {
			logger.warn("'mesos.framework.checkpoint' is off: tasks die when their agent restarts");
		}
	}

	private static String orElse(@Nullable String first, @Nullable String second, String last) {
		if (StringUtils.hasText(first)) {
			return first;
		}
		return StringUtils.hasText(second) ? second : last;
	}

	private static @Nullable String localHostName() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			logger.debug("This host has no name; set 'mesos.framework.hostname' to show one on the master's page", ex);
			return null;
		}
	}

}
