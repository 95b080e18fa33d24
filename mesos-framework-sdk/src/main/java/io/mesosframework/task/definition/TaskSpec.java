package io.mesosframework.task.definition;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source;
import org.jspecify.annotations.Nullable;

import io.mesosframework.resource.DiskNeed;
import io.mesosframework.resource.FixedPoint;

/**
 * One task of an instance: what it needs, what it runs and in what. Immutable and
 * thread-safe.
 *
 * @param name the name within the group; the name of the definition if it is alone
 * @param resources what it needs
 * @param command what it runs
 * @param container in what it runs, or {@code null} for a plain process
 * @param health how its health is checked, or {@code null}
 * @param readiness what must succeed before it counts as ready, or {@code null}
 * @param killGrace how long it may take to end after a kill, or {@code null} for the
 * agent's default
 * @param maxCompletionTime how long it may run, or {@code null} without end
 * @since 0.1.0
 */
public record TaskSpec(String name, ResourceSpec resources, CommandSpec command, @Nullable ContainerSpec container,
		@Nullable CheckSpec health, @Nullable CheckSpec readiness, @Nullable Duration killGrace,
		@Nullable Duration maxCompletionTime) {

	/**
	 * What a task needs.
	 *
	 * @param cpus the CPUs
	 * @param mem the memory in megabytes
	 * @param disk the disk
	 * @param gpus the GPUs
	 * @param ports the ports
	 * @param revocable whether revocable CPUs are used
	 */
	public record ResourceSpec(double cpus, double mem, DiskSpec disk, int gpus, List<PortSpec> ports,
			boolean revocable) {

	}

	/**
	 * A disk.
	 *
	 * @param size the size in megabytes
	 * @param persistenceId the name of a persistent volume, with which its id begins, or
	 * {@code null}
	 * @param principal the principal of the volume, or {@code null} for the framework's
	 * @param containerPath where the volume is mounted, or {@code null}
	 * @param hostPath the directory of the agent that is mounted if the volume is not
	 * persistent, or {@code null} for one of the sandbox
	 * @param mode {@code RW} or {@code RO}
	 * @param sourceType {@code PATH} or {@code MOUNT}, or {@code null} for the root disk
	 * @param sourceRoot the root of the source, or {@code null}
	 */
	public record DiskSpec(double size, @Nullable String persistenceId, @Nullable String principal,
			@Nullable String containerPath, @Nullable String hostPath, String mode, @Nullable String sourceType,
			@Nullable String sourceRoot) {

		public boolean isPersistent() {
			return this.persistenceId != null;
		}

		/**
		 * Return the name under which a persistent volume is mounted in the sandbox;
		 * Mesos mounts it nowhere else.
		 */
		public String mountName() {
			String path = (this.containerPath != null) ? this.containerPath : "data";
			return path.replaceFirst("^/+", "").replaceAll("/+", "_");
		}

		/** Return the space that is needed of one disk. */
		public DiskNeed need() {
			return new DiskNeed((this.sourceType != null) ? Source.Type.valueOf(this.sourceType) : null,
					this.sourceRoot, FixedPoint.milli(this.size));
		}

	}

	/**
	 * A port.
	 *
	 * @param name the name, for {@code $PORT_<NAME>}, or {@code null}
	 * @param number the number, or 0 for any
	 * @param protocol {@code tcp} or {@code udp}
	 */
	public record PortSpec(@Nullable String name, int number, String protocol) {

		/**
		 * Return the name of the environment variable with the number.
		 * @return for example {@code PORT_HTTP_API} for {@code http-api}, {@code null}
		 * without a name
		 */
		public @Nullable String variable() {
			return (this.name != null) ? "PORT_" + this.name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_")
					: null;
		}

	}

	/**
	 * A command.
	 *
	 * @param shell the text for {@code /bin/sh -c}, or {@code null}
	 * @param argv the program and its arguments, used when there is no shell text; empty
	 * to run the image's own
	 * @param uris what is fetched into the sandbox
	 * @param environment the environment
	 * @param secrets environment variables whose values are references to secrets
	 * @param user the user, or {@code null} for the framework's
	 * @param rlimits limits by name such as {@code RLMT_NOFILE}; empty text without limit
	 */
	public record CommandSpec(@Nullable String shell, List<String> argv, List<UriSpec> uris,
			Map<String, String> environment, Map<String, String> secrets, @Nullable String user,
			Map<String, String> rlimits) {

		/**
		 * Print the command without the values of its environment, which may be secret.
		 */
		@Override
		public String toString() {
			return "CommandSpec[shell=" + this.shell + ", argv=" + this.argv + ", uris=" + this.uris + ", environment="
					+ this.environment.keySet() + ", secrets=" + this.secrets.keySet() + ", user=" + this.user + "]";
		}

	}

	/**
	 * Something to fetch.
	 *
	 * @param uri from where
	 * @param extract whether an archive is unpacked
	 * @param executable whether it is made executable
	 * @param cache whether the agent keeps it
	 * @param outputFile the name in the sandbox, or {@code null} for the last part of the
	 * URI
	 */
	public record UriSpec(String uri, boolean extract, boolean executable, boolean cache, @Nullable String outputFile) {

	}

	/**
	 * A container.
	 *
	 * @param docker whether Docker runs it, instead of Mesos' own containerizer
	 * @param image the image with its tag, or {@code null}
	 * @param networks the networks
	 * @param volumes the volumes
	 * @param forcePull whether the image is always pulled
	 * @param privileged whether it runs with privileges; Docker only
	 */
	public record ContainerSpec(boolean docker, @Nullable String image, List<NetworkSpec> networks,
			List<VolumeSpec> volumes, boolean forcePull, boolean privileged) {

		/** Return how many mapped ports take the next port of the task. */
		long unassignedPorts() {
			return mappings().filter((mapping) -> mapping.hostPort() == 0).count();
		}

		/** Return the ports of the host that are mapped by their number. */
		public Set<Integer> numberedPorts() {
			return mappings().map(PortMapping::hostPort).filter((port) -> port > 0).collect(Collectors.toSet());
		}

		private Stream<PortMapping> mappings() {
			return this.networks.stream().flatMap((network) -> network.portMappings().stream());
		}

	}

	/**
	 * A network.
	 *
	 * @param name the name of a CNI network, {@code host}, {@code bridge} or {@code null}
	 * @param addresses addresses to ask for
	 * @param groups the groups
	 * @param labels the labels
	 * @param portMappings the mapped ports
	 */
	public record NetworkSpec(@Nullable String name, List<String> addresses, List<String> groups,
			Map<String, String> labels, List<PortMapping> portMappings) {

		/** Return whether this is the network of the host, which CNI does not know. */
		public boolean isHost() {
			return "host".equalsIgnoreCase(this.name);
		}

		/**
		 * Return whether Docker is told about this network: without a name and mapped
		 * ports it is that of the host.
		 */
		public boolean isJoined() {
			return this.name != null || !this.portMappings.isEmpty();
		}

	}

	/**
	 * A mapped port.
	 *
	 * @param hostPort the port of the host, 0 for one of the task's
	 * @param containerPort the port inside
	 * @param protocol {@code tcp} or {@code udp}
	 */
	public record PortMapping(int hostPort, int containerPort, String protocol) {

	}

	/**
	 * A volume.
	 *
	 * @param containerPath where it is mounted
	 * @param hostPath from where, or {@code null}
	 * @param mode {@code RW} or {@code RO}
	 * @param driver the driver of a Docker volume, or {@code null}
	 * @param driverName the name of a Docker volume, or {@code null}
	 * @param driverOptions its options
	 */
	public record VolumeSpec(String containerPath, @Nullable String hostPath, String mode, @Nullable String driver,
			@Nullable String driverName, Map<String, String> driverOptions) {

	}

	/**
	 * A check of health or readiness.
	 *
	 * @param type what is done
	 * @param command the command, for {@link CheckType#COMMAND}
	 * @param environment the environment of the command
	 * @param scheme {@code http} or {@code https}
	 * @param port the number of the port, or the index of one of the task's below 0: -1
	 * is the first
	 * @param path the path
	 * @param statuses the good statuses; empty for 200 to 399
	 * @param delay the first wait
	 * @param interval the wait between checks
	 * @param timeout how long a check may take
	 * @param grace how long failures are forgiven at the start
	 * @param failures how many failures in a row are too many
	 */
	public record CheckSpec(CheckType type, @Nullable String command, Map<String, String> environment, String scheme,
			int port, @Nullable String path, List<Integer> statuses, Duration delay, Duration interval,
			Duration timeout, Duration grace, int failures) {

		/**
		 * Print the check without the values of its environment, which may be secret.
		 */
		@Override
		public String toString() {
			return "CheckSpec[type=" + this.type + ", command=" + this.command + ", environment="
					+ this.environment.keySet() + ", port=" + this.port + ", path=" + this.path + "]";
		}

	}

	/**
	 * What a check does.
	 */
	public enum CheckType {

		/** Runs a command beside the task; 0 is good. */
		COMMAND,

		/** Sends a GET. */
		HTTP,

		/** Opens a connection. */
		TCP

	}

}
