package io.mesosframework.task.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

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
			if (image.indexOf(':', image.lastIndexOf('/') + 1) >= 0 || image.contains("@")) {
				node.fault(ContainerFields.TAG, "cannot be given, since the image '" + image + "' has a tag or digest");
			}
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
				node.get(ContainerFields.NETWORKS).stream().flatMap((network) -> networks(network).stream()).toList(),
				node.get(ContainerFields.VOLUMES).stream().map(ContainerReader::volume).toList(),
				node.get(ContainerFields.FORCE_PULL), node.get(ContainerFields.PRIVILEGED));
	}

	/**
	 * Read networks. Some documents name them in each address instead, together with
	 * groups and labels; each name is then a network.
	 */
	private static List<NetworkSpec> networks(DocumentReader node) {
		Map<String, NetworkParts> networks = new LinkedHashMap<>();
		String name = node.find(ContainerFields.NETWORK_NAME);
		if (name != null) {
			networks.put(name, new NetworkParts(name));
		}
		List<DocumentReader> unnamed = new ArrayList<>();
		for (DocumentReader address : node.get(ContainerFields.IP_ADDRESSES)) {
			address.find(ContainerFields.ADDRESS_PROTOCOL);
			String network = address.find(ContainerFields.ADDRESS_NAME);
			if (network != null) {
				networks.computeIfAbsent(network, NetworkParts::new).add(address);
			}
			else {
				unnamed.add(address);
				if (!address.has(ContainerFields.ADDRESS_IP)) {
					address.fault(ContainerFields.ADDRESS_IP, "must be given, or the name of a network");
				}
			}
		}
		if (networks.isEmpty()) {
			networks.put("", new NetworkParts(null));
		}
		List<PortMapping> mappings = node.get(ContainerFields.PORT_MAPPINGS)
			.stream()
			.map(ContainerReader::portMapping)
			.toList();
		NetworkParts first = networks.values().iterator().next();
		unnamed.forEach(first::add);
		return networks.values()
			.stream()
			.map((parts) -> parts.with(node.get(ContainerFields.GROUPS), node.get(ContainerFields.NETWORK_LABELS),
					(parts == first) ? mappings : List.of()))
			.toList();
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

	/**
	 * The properties of a network that its addresses contain.
	 */
	private static final class NetworkParts {

		private final @Nullable String name;

		private final List<String> addresses = new ArrayList<>();

		private final List<String> groups = new ArrayList<>();

		private final Map<String, String> labels = new LinkedHashMap<>();

		NetworkParts(@Nullable String name) {
			this.name = name;
		}

		void add(DocumentReader address) {
			String ip = address.find(ContainerFields.ADDRESS_IP);
			if (ip != null) {
				this.addresses.add(ip);
			}
			this.groups.addAll(address.get(ContainerFields.ADDRESS_GROUP));
			this.labels.putAll(address.get(ContainerFields.ADDRESS_LABEL));
		}

		NetworkSpec with(List<String> moreGroups, Map<String, String> moreLabels, List<PortMapping> mappings) {
			List<String> allGroups = new ArrayList<>(moreGroups);
			allGroups.addAll(this.groups);
			Map<String, String> allLabels = new LinkedHashMap<>(moreLabels);
			allLabels.putAll(this.labels);
			return new NetworkSpec(this.name, this.addresses, allGroups, allLabels, mappings);
		}

	}

}
