package io.mesosframework.model;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;

/**
 * Builds a framework description, with safer defaults than those of Mesos: a failover
 * timeout of one week (Mesos: none, so that a lost connection kills all tasks),
 * checkpointing enabled (Mesos: disabled, so that tasks are lost when their agent
 * restarts) and the {@linkplain Capabilities#recommended() recommended capabilities}. Not
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class FrameworkInfos {

	/** The default failover timeout. */
	public static final Duration DEFAULT_FAILOVER_TIMEOUT = Duration.ofDays(7);

	private final FrameworkInfo.Builder info = FrameworkInfo.newBuilder();

	private final Set<Capability.Type> capabilities = new LinkedHashSet<>();

	private FrameworkInfos(String name) {
		this.info.setName(name)
			.setUser(System.getProperty("user.name"))
			.setCheckpoint(true)
			.setFailoverTimeout(DEFAULT_FAILOVER_TIMEOUT.toSeconds());
		Capabilities.recommended().forEach((capability) -> this.capabilities.add(capability.getType()));
	}

	/**
	 * Create a framework. By default its user is the user of this process and its role is
	 * {@code *}.
	 * @param name the name of the framework
	 * @return a builder
	 */
	public static FrameworkInfos named(String name) {
		return new FrameworkInfos(name);
	}

	/**
	 * Return the roles of a framework, including one without the capability {@code
	 * MULTI_ROLE}.
	 * @param info the framework
	 * @return its roles
	 */
	@SuppressWarnings("deprecation")
	public static List<String> rolesOf(FrameworkInfo info) {
		return (info.getRolesCount() > 0) ? info.getRolesList() : List.of(info.getRole());
	}

	/**
	 * Set the user that runs tasks on the agents. It cannot be changed later.
	 * @param user the user
	 * @return this builder
	 */
	public FrameworkInfos user(String user) {
		this.info.setUser(user);
		return this;
	}

	/**
	 * Set the roles to which resources are offered.
	 * @param roles the roles
	 * @return this builder
	 * @throws IllegalArgumentException if Mesos would reject one
	 */
	public FrameworkInfos roles(String... roles) {
		return roles(Arrays.asList(roles));
	}

	/**
	 * Set the roles to which resources are offered.
	 * @param roles the roles
	 * @return this builder
	 * @throws IllegalArgumentException if Mesos would reject one
	 */
	public FrameworkInfos roles(Collection<String> roles) {
		roles.forEach(Roles::validate);
		this.info.clearRoles().addAllRoles(new LinkedHashSet<>(roles));
		return this;
	}

	/**
	 * Set the principal. It cannot be changed later and must be the principal of the
	 * credentials.
	 * @param principal the principal
	 * @return this builder
	 */
	public FrameworkInfos principal(String principal) {
		this.info.setPrincipal(principal);
		return this;
	}

	/**
	 * Set how long the master keeps the tasks running while the framework is
	 * disconnected.
	 * @param timeout the timeout
	 * @return this builder
	 */
	public FrameworkInfos failoverTimeout(Duration timeout) {
		this.info.setFailoverTimeout(HealthChecks.seconds(timeout));
		return this;
	}

	/**
	 * Set whether tasks survive a restart of their agent. It cannot be changed later.
	 * @param checkpoint {@code true} by default
	 * @return this builder
	 */
	public FrameworkInfos checkpoint(boolean checkpoint) {
		this.info.setCheckpoint(checkpoint);
		return this;
	}

	/**
	 * Add capabilities to the recommended ones.
	 * @param types the capabilities
	 * @return this builder
	 */
	public FrameworkInfos capabilities(Capability.Type... types) {
		this.capabilities.addAll(Arrays.asList(types));
		return this;
	}

	/**
	 * Set the host name shown in the web UI.
	 * @param hostname the host name
	 * @return this builder
	 */
	public FrameworkInfos hostname(String hostname) {
		this.info.setHostname(hostname);
		return this;
	}

	/**
	 * Set the address of the framework's web UI, shown in the web UI of Mesos.
	 * @param url the address
	 * @return this builder
	 */
	public FrameworkInfos webuiUrl(String url) {
		this.info.setWebuiUrl(url);
		return this;
	}

	/**
	 * Set the labels.
	 * @param labels the labels
	 * @return this builder
	 */
	public FrameworkInfos labels(Map<String, String> labels) {
		this.info.setLabels(Labels.of(labels));
		return this;
	}

	/**
	 * Build the description.
	 * @return the description
	 */
	public FrameworkInfo build() {
		FrameworkInfo.Builder built = this.info.clone();
		if (built.getRolesCount() == 0) {
			built.addRoles("*");
		}
		this.capabilities.forEach((type) -> built.addCapabilities(Capability.newBuilder().setType(type)));
		return built.build();
	}

}
