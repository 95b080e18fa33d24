package io.mesosframework.task.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mesosframework.task.definition.TaskSpec.ContainerSpec;
import io.mesosframework.task.definition.TaskSpec.NetworkSpec;
import io.mesosframework.task.definition.TaskSpec.PortMapping;
import io.mesosframework.task.definition.TaskSpec.VolumeSpec;

/**
 * Reads the container of a task.
 */
final class ContainerReader {

	private ContainerReader() {
	}

	static ContainerSpec read(DocumentReader node) {
		String image = node.find(ContainerFields.IMAGE);
		String tag = node.find(ContainerFields.TAG);
		if (image != null && tag != null) {
			image = image + ":" + tag;
		}
		else if (tag != null) {
			node.fault(ContainerFields.TAG, "needs an image");
		}
		boolean docker = node.get(ContainerFields.TYPE).equals("DOCKER");
		if (docker && image == null) {
			node.fault(ContainerFields.IMAGE, "must be given for a Docker container");
		}
		return new ContainerSpec(docker, image,
				node.get(ContainerFields.NETWORKS).stream().map(ContainerReader::network).toList(),
				node.get(ContainerFields.VOLUMES).stream().map(ContainerReader::volume).toList(),
				node.get(ContainerFields.FORCE_PULL), node.get(ContainerFields.PRIVILEGED));
	}

	private static NetworkSpec network(DocumentReader node) {
		List<String> groups = new ArrayList<>(node.get(ContainerFields.GROUPS));
		Map<String, String> labels = new LinkedHashMap<>(node.get(ContainerFields.NETWORK_LABELS));
		Set<String> names = new LinkedHashSet<>();
		List<String> addresses = new ArrayList<>();
		for (DocumentReader address : node.get(ContainerFields.IP_ADDRESSES)) {
			// some documents put these into each address instead of into the network
			groups.addAll(address.get(ContainerFields.ADDRESS_GROUP));
			labels.putAll(address.get(ContainerFields.ADDRESS_LABEL));
			address.find(ContainerFields.ADDRESS_PROTOCOL);
			String name = address.find(ContainerFields.ADDRESS_NAME);
			String ip = address.find(ContainerFields.ADDRESS_IP);
			if (name != null) {
				names.add(name);
			}
			if (ip != null) {
				addresses.add(ip);
			}
			else if (name == null) {
				address.fault(ContainerFields.ADDRESS_IP, "must be given, or the name of a network");
			}
		}
		String name = node.find(ContainerFields.NETWORK_NAME);
		if (name != null) {
			names.add(name);
		}
		if (names.size() > 1) {
			node.fault(ContainerFields.IP_ADDRESSES, "names the networks " + String.join(", ", names)
					+ ", of which only one could be joined; give each as an item of network");
		}
		return new NetworkSpec(names.isEmpty() ? null : names.iterator().next(), addresses, groups, labels,
				node.get(ContainerFields.PORT_MAPPINGS).stream().map(ContainerReader::portMapping).toList());
	}

	private static PortMapping portMapping(DocumentReader node) {
		return new PortMapping(node.get(ContainerFields.HOST_PORT), node.get(ContainerFields.CONTAINER_PORT),
				node.get(ContainerFields.PROTOCOL));
	}

	private static VolumeSpec volume(DocumentReader node) {
		DocumentReader source = node.find(ContainerFields.SOURCE);
		DocumentReader docker = null;
		if (source != null) {
			source.find(ContainerFields.SOURCE_TYPE);
			docker = source.find(ContainerFields.DOCKER_VOLUME);
		}
		String name = (docker != null) ? docker.get(ContainerFields.VOLUME_NAME) : null;
		String path = node.find(ContainerFields.CONTAINER_PATH);
		if (path == null || path.isBlank()) {
			if (name == null) {
				node.fault(ContainerFields.CONTAINER_PATH, "must be given");
			}
			path = (name != null) ? name : "";
		}
		VolumeSpec spec = new VolumeSpec(path, node.find(ContainerFields.HOST_PATH), node.get(ContainerFields.MODE),
				(docker != null) ? docker.find(ContainerFields.DRIVER) : null, name,
				(docker != null) ? docker.get(ContainerFields.DRIVER_OPTIONS) : Map.of());
		TaskSpecRules.check(node, spec);
		return spec;
	}

}
