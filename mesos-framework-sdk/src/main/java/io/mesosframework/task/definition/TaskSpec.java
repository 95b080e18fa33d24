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
 * A task of an instance: its resources, its command and its container. Immutable and
 * thread-safe.
 *
 * @param name the name within the group; the name of the definition for a single task
 * @param resources the resources it needs
 * @param command the command it runs
 * @param container the container, or {@code null} for a plain process
 * @param health the health check, or {@code null}
 * @param readiness the readiness check, or {@code null}
 * @param killGrace how long it may take to end after a kill, or {@code null} for the
 * agent's default
 * @param maxCompletionTime the maximum run time, or {@code null} for no limit
 * @since 0.1.0
 */
public record TaskSpec(String name, ResourceSpec resources, CommandSpec command, @Nullable ContainerSpec container,
		@Nullable CheckSpec health, @Nullable CheckSpec readiness, @Nullable Duration killGrace,
		@Nullable Duration maxCompletionTime) {

	/**
	 * The resources of a task.
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
	 * @param persistenceId the name of a persistent volume, which is the prefix of its
	 * id, or {@code null}
	 * @param principal the principal of the volume, or {@code null} for the principal of
	 * the framework
	 * @param containerPath where the volume is mounted, or {@code null}
	 * @param hostPath the directory of the agent that is mounted if the volume is not
	 * persistent, or {@code null} for a directory of the sandbox
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
		 * Return the name under which a persistent volume is mounted in the sandbox.
		 * Mesos supports no other mount point.
		 */
		public String mountName() {
			String path = (this.containerPath != null) ? this.containerPath : "data";
			return path.replaceFirst("^/+", "").replaceAll("/+", "_");
		}

		/** Return the need of space on one disk. */
		public DiskNeed need() {
			return new DiskNeed((this.sourceType != null) ? Source.Type.valueOf(this.sourceType) : null,
					this.sourceRoot, FixedPoint.milli(this.size));
		}

	}

	/**
	 * A port.
	 *
	 * @param name the name, for {@code $PORT_<NAME>}, or {@code null}
	 * @param number the number, or 0 for any free port
	 * @param protocol {@code tcp} or {@code udp}
	 */
	public record PortSpec(@Nullable String name, int number, String protocol) {

		/**
		 * Return the name of the environment variable that contains the port number.
		 * @return for example {@code PORT_HTTP_API} for {@code http-api}, {@code null}
		 * for a port without a name
		 */
		public @Nullable String variable() {
			return (this.name != null) ? "PORT_" + this.name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_")
					: null;
		}

	}

	/**
	 * A command.
	 *
	 * @param shell the command line for {@code /bin/sh -c}, or {@code null}
	 * @param argv the program and its arguments, used if {@code shell} is {@code null};
	 * empty to run the image's default command
	 * @param uris the files fetched into the sandbox
	 * @param environment the environment
	 * @param secrets environment variables whose values are references to secrets
	 * @param user the user, or {@code null} for the user of the framework
	 * @param rlimits limits by name, such as {@code RLMT_NOFILE}; an empty text means
	 * unlimited
	 */
	public record CommandSpec(@Nullable String shell, List<String> argv, List<UriSpec> uris,
			Map<String, String> environment, Map<String, String> secrets, @Nullable String user,
			Map<String, String> rlimits) {

		/**
		 * Return the command as text without the values of its environment, which may be
		 * secret.
		 */
		@Override
		public String toString() {
			return "CommandSpec[shell=" + this.shell + ", argv=" + this.argv + ", uris=" + this.uris + ", environment="
					+ this.environment.keySet() + ", secrets=" + this.secrets.keySet() + ", user=" + this.user + "]";
		}

	}

	/**
	 * A file to fetch.
	 *
	 * @param uri its URI
	 * @param extract whether an archive is extracted
	 * @param executable whether it is made executable
	 * @param cache whether the agent caches it
	 * @param outputFile the name in the sandbox, or {@code null} for the last part of the
	 * URI
	 */
	public record UriSpec(String uri, boolean extract, boolean executable, boolean cache, @Nullable String outputFile) {

	}

	/**
	 * A container.
	 *
	 * @param docker {@code true} for the Docker containerizer, {@code false} for the
	 * Mesos containerizer
	 * @param image the image with its tag, or {@code null}
	 * @param networks the networks
	 * @param volumes the volumes
	 * @param forcePull whether the image is always pulled
	 * @param privileged whether it runs with all privileges (Docker only)
	 */
	public record ContainerSpec(boolean docker, @Nullable String image, List<NetworkSpec> networks,
			List<VolumeSpec> volumes, boolean forcePull, boolean privileged) {

		/** Return how many port mappings use the next port of the task. */
		long unassignedPorts() {
			return mappings().filter((mapping) -> mapping.hostPort() == 0).count();
		}

		/** Return the host ports that are mapped by number. */
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
	 * @param addresses the requested addresses
	 * @param groups the groups
	 * @param labels the labels
	 * @param portMappings the port mappings
	 */
	public record NetworkSpec(@Nullable String name, List<String> addresses, List<String> groups,
			Map<String, String> labels, List<PortMapping> portMappings) {

		/** Return whether this is the host network, which CNI does not know. */
		public boolean isHost() {
			return "host".equalsIgnoreCase(this.name);
		}

		/**
		 * Return whether this network is passed to Docker. Without a name and port
		 * mappings it is the host network.
		 */
		public boolean isJoined() {
			return this.name != null || !this.portMappings.isEmpty();
		}

	}

	/**
	 * A port mapping.
	 *
	 * @param hostPort the port of the host, 0 for a port of the task
	 * @param containerPort the port in the container
	 * @param protocol {@code tcp} or {@code udp}
	 */
	public record PortMapping(int hostPort, int containerPort, String protocol) {

	}

	/**
	 * A volume.
	 *
	 * @param containerPath its path in the container
	 * @param hostPath the path on the agent, or {@code null}
	 * @param mode {@code RW} or {@code RO}
	 * @param driver the driver of a Docker volume, or {@code null}
	 * @param driverName the name of a Docker volume, or {@code null}
	 * @param driverOptions its options
	 */
	public record VolumeSpec(String containerPath, @Nullable String hostPath, String mode, @Nullable String driver,
			@Nullable String driverName, Map<String, String> driverOptions) {

	}

	/**
	 * A health or readiness check.
	 *
	 * @param type the type
	 * @param command the command, for {@link CheckType#COMMAND}
	 * @param environment the environment of the command
	 * @param scheme {@code http} or {@code https}
	 * @param port the port number; negative numbers are indexes of the task's ports: -1
	 * is the first
	 * @param path the path
	 * @param statuses the statuses that count as success; empty for 200 to 399
	 * @param delay the delay before the first check
	 * @param interval the interval between checks
	 * @param timeout the timeout of a check
	 * @param grace how long failures are ignored after the start
	 * @param failures after how many consecutive failures the check counts as failed
	 */
	public record CheckSpec(CheckType type, @Nullable String command, Map<String, String> environment, String scheme,
			int port, @Nullable String path, List<Integer> statuses, Duration delay, Duration interval,
			Duration timeout, Duration grace, int failures) {

		/**
		 * Return the check as text without the values of its environment, which may be
		 * secret.
		 */
		@Override
		public String toString() {
			return "CheckSpec[type=" + this.type + ", command=" + this.command + ", environment="
					+ this.environment.keySet() + ", port=" + this.port + ", path=" + this.path + "]";
		}

	}

	/**
	 * The type of a check.
	 */
	public enum CheckType {

		/** Runs a command next to the task; exit code 0 is success. */
		COMMAND,

		/** Sends a GET request. */
		HTTP,

		/** Opens a connection. */
		TCP

	}

}
