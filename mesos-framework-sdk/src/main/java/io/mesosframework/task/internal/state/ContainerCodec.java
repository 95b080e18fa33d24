package io.mesosframework.task.internal.state;

import java.util.List;
import java.util.Map;

import io.mesosframework.task.definition.TaskSpec.ContainerSpec;
import io.mesosframework.task.definition.TaskSpec.NetworkSpec;
import io.mesosframework.task.definition.TaskSpec.PortMapping;
import io.mesosframework.task.definition.TaskSpec.VolumeSpec;
import io.mesosframework.task.internal.state.v1.StateProtos;

/**
 * Encodes and decodes the containers of definitions.
 */
final class ContainerCodec {

	private ContainerCodec() {
	}

	static StateProtos.Container write(ContainerSpec container) {
		StateProtos.Container.Builder written = StateProtos.Container.newBuilder()
			.setDocker(container.docker())
			.setForcePull(container.forcePull())
			.setPrivileged(container.privileged());
		Fields.set(container.image(), written::setImage);
		container.networks().forEach((network) -> written.addNetworks(network(network)));
		container.volumes().forEach((volume) -> written.addVolumes(volume(volume)));
		return written.build();
	}

	static ContainerSpec read(StateProtos.Container stored) {
		return new ContainerSpec(stored.getDocker(), stored.hasImage() ? stored.getImage() : null,
				stored.getNetworksList().stream().map(ContainerCodec::network).toList(),
				stored.getVolumesList().stream().map(ContainerCodec::volume).toList(), stored.getForcePull(),
				stored.getPrivileged());
	}

	private static StateProtos.Container.Network network(NetworkSpec network) {
		StateProtos.Container.Network.Builder written = StateProtos.Container.Network.newBuilder()
			.addAllAddresses(network.addresses())
			.addAllGroups(network.groups())
			.putAllLabels(network.labels());
		Fields.set(network.name(), written::setName);
		network.portMappings()
			.forEach((mapping) -> written.addPortMappingsBuilder()
				.setHostPort(mapping.hostPort())
				.setContainerPort(mapping.containerPort())
				.setProtocol(mapping.protocol()));
		return written.build();
	}

	private static NetworkSpec network(StateProtos.Container.Network stored) {
		return new NetworkSpec(stored.hasName() ? stored.getName() : null, List.copyOf(stored.getAddressesList()),
				List.copyOf(stored.getGroupsList()), Map.copyOf(stored.getLabelsMap()),
				stored.getPortMappingsList()
					.stream()
					.map((each) -> new PortMapping(each.getHostPort(), each.getContainerPort(), each.getProtocol()))
					.toList());
	}

	private static StateProtos.Container.Volume volume(VolumeSpec volume) {
		StateProtos.Container.Volume.Builder written = StateProtos.Container.Volume.newBuilder()
			.setContainerPath(volume.containerPath())
			.setMode(volume.mode())
			.putAllDriverOptions(volume.driverOptions());
		Fields.set(volume.hostPath(), written::setHostPath);
		Fields.set(volume.driver(), written::setDriver);
		Fields.set(volume.driverName(), written::setDriverName);
		return written.build();
	}

	private static VolumeSpec volume(StateProtos.Container.Volume stored) {
		return new VolumeSpec(stored.getContainerPath(), stored.hasHostPath() ? stored.getHostPath() : null,
				stored.getMode(), stored.hasDriver() ? stored.getDriver() : null,
				stored.hasDriverName() ? stored.getDriverName() : null, Map.copyOf(stored.getDriverOptionsMap()));
	}

}
