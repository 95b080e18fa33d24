package io.mesosframework.boot.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the master is told about the framework ({@code FrameworkInfo}). Bound as
 * {@code mesos.framework}.
 *
 * @param id id the framework had before, to take over its tasks. A new framework leaves
 * it out and is given one by the master
 * @param idFile file in which the id given by the master is kept, so that the framework
 * gets its tasks back after a restart. Without it (and without a FrameworkIdStore bean) a
 * restarted application is a new framework
 * @param name name of the framework, for people. Defaults to 'spring.application.name'
 * @param user user of the agents' operating system as whom tasks run. Defaults to the
 * user who runs the application
 * @param roles comma-separated list of the roles for which the framework wants offers
 * @param principal principal of the framework. Defaults to that of the credentials
 * @param failoverTimeout time the tasks of the framework live on while it is not
 * connected. When it is over, the master kills them and never accepts the framework's id
 * again
 * @param checkpoint whether agents keep the state of tasks on disk, so that tasks survive
 * a restart of their agent
 * @param capabilities which features of Mesos the framework understands
 * @param hostname host of the framework, for people. Defaults to the name of this host
 * @param webuiUrl URL of the framework's web page, to which the master's page links
 * @param labels labels of the framework
 * @param teardownOnStop whether the framework is torn down when the application stops,
 * which kills all its tasks and gives up its id: always (true), never (false), or if its
 * id is kept in memory only, so that no other process could resume it (auto)
 * @since 0.1.0
 */
public record FrameworkProperties(@Nullable String id, @Nullable String idFile, @Nullable String name,
		@Nullable String user, @DefaultValue("*") List<String> roles, @Nullable String principal,
		@DefaultValue("7d") Duration failoverTimeout, @DefaultValue("true") boolean checkpoint,
		@DefaultValue Capabilities capabilities, @Nullable String hostname, @Nullable String webuiUrl,
		@DefaultValue Map<String, String> labels, @DefaultValue("auto") TeardownOnStop teardownOnStop) {

	private static final int MAX_ID_LENGTH = 255;

	/**
	 * Longest time that fits the duration of Mesos, a signed 64-bit number of
	 * nanoseconds.
	 */
	private static final Duration MAX_DURATION = Duration.ofNanos(Long.MAX_VALUE);

	public FrameworkProperties {
		id = Values.blankToNull(id);
		idFile = Values.blankToNull(idFile);
		name = Values.blankToNull(name);
		user = Values.blankToNull(user);
		principal = Values.blankToNull(principal);
		hostname = Values.blankToNull(hostname);
		webuiUrl = Values.blankToNull(webuiUrl);
		roles = List.copyOf(roles);
		labels = Map.copyOf(labels);
		validateId(id);
		validateUser(user);
		validateRoles(roles, capabilities);
		validateWebuiUrl(webuiUrl);
		Values.require(!failoverTimeout.isNegative() && failoverTimeout.compareTo(MAX_DURATION) <= 0,
				"mesos.framework.failover-timeout", failoverTimeout,
				"Mesos takes times from 0s to 106751d: the recommended value is 7d");
	}

	/**
	 * What {@code src/common/validation.cpp} of Mesos says about ids.
	 */
	private static void validateId(@Nullable String id) {
		if (id == null) {
			return;
		}
		boolean characters = id.chars().noneMatch((c) -> c < ' ' || c == '/' || c == '\\' || c == 0x7F);
		Values.require(characters && !id.equals(".") && !id.equals("..") && id.length() <= MAX_ID_LENGTH,
				"mesos.framework.id", id,
				"An id has at most 255 characters, no '/', '\\' or control characters, and is not '.' or '..': "
						+ "use the id which the master gave to the framework, or leave it out");
	}

	private static void validateUser(@Nullable String user) {
		boolean valid = user == null
				|| user.chars().noneMatch((c) -> Character.isWhitespace(c) || c == '/' || c == ':');
		Values.require(valid, "mesos.framework.user", user,
				"This cannot be the name of a user: use a user who exists on the agents");
	}

	private static void validateRoles(List<String> roles, Capabilities capabilities) {
		Set<String> seen = new HashSet<>();
		for (String role : roles) {
			String problem = RoleNames.problem(role);
			Values.require(problem == null, "mesos.framework.roles", roles,
					"Role '" + role + "' " + problem + ": use a name such as 'web' or, within a hierarchy, 'eng/web'");
			Values.require(seen.add(role), "mesos.framework.roles", roles,
					"Role '" + role + "' is listed twice: remove one of them");
		}
		Values.require(!roles.isEmpty(), "mesos.framework.roles", roles,
				"A framework without roles is never offered anything: use '*' for the default role");
		Values.require(capabilities.multiRole() || roles.size() == 1, "mesos.framework.roles", roles,
				"Several roles need the capability MULTI_ROLE: "
						+ "set 'mesos.framework.capabilities.multi-role' to 'true' or use one role");
	}

	private static void validateWebuiUrl(@Nullable String url) {
		if (url == null) {
			return;
		}
		boolean valid;
		try {
			URI uri = URI.create(url);
			valid = uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
		}
		catch (IllegalArgumentException ex) {
			valid = false;
		}
		Values.require(valid, "mesos.framework.webui-url", url,
				"This is not an absolute http or https URL: use one such as 'http://host:8080/'");
	}

	/**
	 * Which features of Mesos the framework understands
	 * ({@code FrameworkInfo.Capability}).
	 *
	 * @param partitionAware whether the framework tells tasks that cannot be reached from
	 * lost ones. Without it every such task is reported as TASK_LOST
	 * @param taskKillingState whether the framework wants to hear of tasks that are being
	 * killed (TASK_KILLING)
	 * @param multiRole whether the framework can have several roles
	 * @param reservationRefinement whether the framework understands reservations within
	 * reservations
	 * @param gpuResources whether the framework wants offers of agents with GPUs
	 * @param revocableResources whether the framework wants offers of resources that may
	 * be taken away again
	 * @param sharedResources whether the framework wants offers of volumes which several
	 * tasks share
	 * @param regionAware whether the framework wants offers of agents in other regions
	 * than the master's
	 */
	public record Capabilities(@DefaultValue("true") boolean partitionAware,
			@DefaultValue("true") boolean taskKillingState, @DefaultValue("true") boolean multiRole,
			@DefaultValue("true") boolean reservationRefinement, @DefaultValue("false") boolean gpuResources,
			@DefaultValue("false") boolean revocableResources, @DefaultValue("false") boolean sharedResources,
			@DefaultValue("false") boolean regionAware) {

	}

	/**
	 * When the framework is torn down.
	 */
	public enum TeardownOnStop {

		/**
		 * On a normal stop, if the id of the framework is kept in memory only.
		 */
		AUTO,

		/**
		 * On every normal stop.
		 */
		TRUE,

		/**
		 * Never.
		 */
		FALSE;

		/**
		 * Return whether a normal stop tears the framework down.
		 * @param durableId whether the id of the framework outlives the process
		 * @return whether it does
		 */
		boolean applies(boolean durableId) {
			return this == TRUE || (this == AUTO && !durableId);
		}

	}

}
