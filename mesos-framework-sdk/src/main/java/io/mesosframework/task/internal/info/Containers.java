package io.mesosframework.task.internal.info;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.ContainerInfo.DockerInfo;
import org.apache.mesos.v1.Protos.ContainerInfo.MesosInfo;
import org.apache.mesos.v1.Protos.Image;
import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.Labels;
import org.apache.mesos.v1.Protos.NetworkInfo;
import org.apache.mesos.v1.Protos.Parameter;
import org.apache.mesos.v1.Protos.Parameters;
import org.apache.mesos.v1.Protos.RLimitInfo;
import org.apache.mesos.v1.Protos.Volume;
import org.jspecify.annotations.Nullable;

import io.mesosframework.model.Volumes;
import io.mesosframework.task.definition.ResourceLimit;
import io.mesosframework.task.definition.TaskSpec;
import io.mesosframework.task.definition.TaskSpec.ContainerSpec;
import io.mesosframework.task.definition.TaskSpec.DiskSpec;
import io.mesosframework.task.definition.TaskSpec.NetworkSpec;
import io.mesosframework.task.definition.TaskSpec.PortMapping;
import io.mesosframework.task.definition.TaskSpec.VolumeSpec;

/**
 * Builds the {@code ContainerInfo} of a task from its specification.
 *
 * @since 0.1.0
 */
public final class Containers {

	private Containers() {
	}

	/**
	 * Build the container of a task.
	 * @param task the task
	 * @param grouped whether the task is a member of a group, whose sandbox lies in that
	 * of the executor
	 * @param ports the host ports of the task
	 * @return the container, or {@code null} if the task needs none
	 */
	public static @Nullable ContainerInfo of(TaskSpec task, boolean grouped, List<Long> ports) {
		ContainerSpec spec = (task.container() != null) ? withPorts(task.container(), ports) : null;
		Map<String, String> rlimits = task.command().rlimits();
		boolean docker = spec != null && spec.docker();
		Volume mounted = mounted(task.resources().disk(), docker, grouped);
		if (spec == null && rlimits.isEmpty() && mounted == null) {
			return null;
		}
		ContainerInfo.Builder container = ContainerInfo.newBuilder().setType(ContainerInfo.Type.MESOS);
		if (!rlimits.isEmpty() && !docker) {
			container.setRlimitInfo(rlimits(rlimits));
		}
		if (mounted != null) {
			container.addVolumes(mounted);
		}
		if (spec == null) {
			return container.build();
		}
		spec.volumes().forEach((volume) -> container.addVolumes(volume(volume)));
		if (docker) {
			container.setType(ContainerInfo.Type.DOCKER).setDocker(docker(spec, rlimits, container));
		}
		else {
			spec.networks()
				.stream()
				.filter((network) -> !network.isHost())
				.forEach((network) -> container.addNetworkInfos(network(network)));
			if (spec.image() != null) {
				container.setMesos(MesosInfo.newBuilder()
					.setImage(Image.newBuilder()
						.setType(Image.Type.DOCKER)
						.setDocker(Image.Docker.newBuilder().setName(spec.image()))
						.setCached(!spec.forcePull())));
			}
		}
		return container.build();
	}

	/**
	 * Return the additional mount of a disk: a persistent volume at an absolute path, if
	 * one is declared, or a directory of the agent or of the sandbox if the disk is not
	 * persistent.
	 */
	private static @Nullable Volume mounted(DiskSpec disk, boolean docker, boolean grouped) {
		String path = disk.containerPath();
		Volume.Mode mode = Volume.Mode.valueOf(disk.mode());
		if (path != null && disk.hostPath() != null) {
			return Volumes.host(disk.hostPath(), path, mode);
		}
		if (path == null || !path.startsWith("/")) {
			return null;
		}
		if (docker) {
			// a relative host path is relative to the sandbox
			return Volumes.host(disk.mountName(), path, mode);
		}
		return grouped ? Volumes.parentSandbox(disk.mountName(), path, mode)
				: Volumes.sandbox(disk.mountName(), path, mode);
	}

	/**
	 * Replace each host port 0 with the next of the task's ports that is not mapped by
	 * number, and each container port 0 with the host port. The agent publishes only
	 * ports that the task has.
	 */
	static ContainerSpec withPorts(ContainerSpec spec, List<Long> ports) {
		Set<Integer> numbered = spec.numberedPorts();
		Iterator<Long> next = ports.stream().filter((port) -> !numbered.contains(port.intValue())).iterator();
		List<NetworkSpec> networks = new ArrayList<>();
		for (NetworkSpec network : spec.networks()) {
			List<PortMapping> mappings = new ArrayList<>();
			for (PortMapping mapping : network.portMappings()) {
				int host = (mapping.hostPort() == 0 && next.hasNext()) ? next.next().intValue() : mapping.hostPort();
				mappings.add(new PortMapping(host, (mapping.containerPort() != 0) ? mapping.containerPort() : host,
						mapping.protocol()));
			}
			networks.add(
					new NetworkSpec(network.name(), network.addresses(), network.groups(), network.labels(), mappings));
		}
		return new ContainerSpec(spec.docker(), spec.image(), networks, spec.volumes(), spec.forcePull(),
				spec.privileged());
	}

	private static DockerInfo docker(ContainerSpec spec, Map<String, String> rlimits, ContainerInfo.Builder container) {
		DockerInfo.Builder docker = DockerInfo.newBuilder()
			.setImage((spec.image() != null) ? spec.image() : "")
			.setForcePullImage(spec.forcePull())
			.setPrivileged(spec.privileged());
		// the agent applies resource limits only to Mesos containers
		rlimits.forEach((name, value) -> docker.addParametersBuilder()
			.setKey("ulimit")
			.setValue(ResourceLimit.parse(name, value).toUlimit()));
		for (NetworkSpec network : spec.networks().stream().filter(NetworkSpec::isJoined).toList()) {
			DockerInfo.Network mode = mode(network);
			docker.setNetwork(mode);
			if (mode == DockerInfo.Network.USER) {
				container.addNetworkInfos(network(network));
			}
			for (PortMapping mapping : network.portMappings()) {
				docker.addPortMappings(DockerInfo.PortMapping.newBuilder()
					.setHostPort(mapping.hostPort())
					.setContainerPort(mapping.containerPort())
					.setProtocol(mapping.protocol()));
			}
		}
		return docker.build();
	}

	private static DockerInfo.Network mode(NetworkSpec network) {
		// ports can be mapped in any network except the host network
		String otherwise = network.portMappings().isEmpty() ? "host" : "bridge";
		String mode = (network.name() != null) ? network.name().toLowerCase(Locale.ROOT) : otherwise;
		return switch (mode) {
			case "host" -> DockerInfo.Network.HOST;
			case "bridge" -> DockerInfo.Network.BRIDGE;
			case "none" -> DockerInfo.Network.NONE;
			default -> DockerInfo.Network.USER;
		};
	}

	private static NetworkInfo network(NetworkSpec spec) {
		NetworkInfo.Builder network = NetworkInfo.newBuilder().addAllGroups(spec.groups());
		if (spec.name() != null) {
			network.setName(spec.name());
		}
		for (String address : spec.addresses()) {
			network.addIpAddresses(NetworkInfo.IPAddress.newBuilder()
				.setIpAddress(address)
				.setProtocol(address.contains(":") ? NetworkInfo.Protocol.IPv6 : NetworkInfo.Protocol.IPv4));
		}
		if (!spec.labels().isEmpty()) {
			network.setLabels(labels(spec.labels()));
		}
		for (PortMapping mapping : spec.portMappings()) {
			network.addPortMappings(NetworkInfo.PortMapping.newBuilder()
				.setHostPort(mapping.hostPort())
				.setContainerPort(mapping.containerPort())
				.setProtocol(mapping.protocol()));
		}
		return network.build();
	}

	private static Volume volume(VolumeSpec spec) {
		Volume.Builder volume = Volume.newBuilder()
			.setContainerPath(spec.containerPath())
			.setMode(Volume.Mode.valueOf(spec.mode()));
		if (spec.hostPath() != null && spec.driverName() == null) {
			// Mesos accepts only one of the two
			volume.setHostPath(spec.hostPath());
		}
		if (spec.driverName() != null) {
			Volume.Source.DockerVolume.Builder docker = Volume.Source.DockerVolume.newBuilder()
				.setName(spec.driverName());
			if (spec.driver() != null) {
				docker.setDriver(spec.driver());
			}
			if (!spec.driverOptions().isEmpty()) {
				Parameters.Builder options = Parameters.newBuilder();
				spec.driverOptions()
					.forEach((key, value) -> options.addParameter(Parameter.newBuilder().setKey(key).setValue(value)));
				docker.setDriverOptions(options);
			}
			volume.setSource(
					Volume.Source.newBuilder().setType(Volume.Source.Type.DOCKER_VOLUME).setDockerVolume(docker));
		}
		return volume.build();
	}

	private static RLimitInfo rlimits(Map<String, String> limits) {
		RLimitInfo.Builder info = RLimitInfo.newBuilder();
		limits.forEach((name, value) -> info.addRlimits(rlimit(ResourceLimit.parse(name, value))));
		return info.build();
	}

	private static RLimitInfo.RLimit rlimit(ResourceLimit limit) {
		RLimitInfo.RLimit.Builder rlimit = RLimitInfo.RLimit.newBuilder().setType(limit.type());
		if (!limit.isUnlimited()) {
			rlimit.setSoft(limit.soft()).setHard(limit.hard());
		}
		return rlimit.build();
	}

	static Labels labels(Map<String, String> labels) {
		Labels.Builder builder = Labels.newBuilder();
		labels.forEach((key, value) -> builder.addLabels(Label.newBuilder().setKey(key).setValue(value)));
		return builder.build();
	}

}
