package io.mesosframework.task.definition;

import java.util.List;
import java.util.Map;

import static io.mesosframework.task.definition.FieldTypes.FLAG;
import static io.mesosframework.task.definition.FieldTypes.TEXT;

/**
 * Declares the fields of a container.
 */
final class ContainerFields {

	static final DefinitionField<Integer> HOST_PORT = DefinitionField
		.of("host_port", FieldTypes.integer(0, 65535),
				"Port of the agent. 0 takes the next port of the task that is not mapped by its number.")
		.orElse(0);

	static final DefinitionField<Integer> CONTAINER_PORT = DefinitionField
		.of("container_port", FieldTypes.integer(0, 65535), "Port in the container.")
		.orElse(0, "the host's");

	static final DefinitionField<String> PROTOCOL = DefinitionField
		.of("protocol", FieldTypes.oneOf("tcp", "udp"), "Protocol of the port.")
		.orElse("tcp");

	static final ObjectType PORT_MAPPING = ObjectType.of(HOST_PORT, CONTAINER_PORT, PROTOCOL);

	static final DefinitionField<String> ADDRESS_IP = DefinitionField.of("ip", TEXT,
			"Address to ask the network for, IPv4 or IPv6.");

	static final DefinitionField<String> ADDRESS_NAME = DefinitionField.of("name", TEXT,
			"Network to join, as if each name were an item of `network`.");

	static final DefinitionField<List<String>> ADDRESS_GROUP = DefinitionField.list("group", TEXT,
			"Groups of the network.");

	static final DefinitionField<Map<String, String>> ADDRESS_LABEL = DefinitionField.map("label",
			"Labels of the network.");

	static final DefinitionField<String> ADDRESS_PROTOCOL = DefinitionField
		.of("protocol", TEXT, "Ignored: the protocol follows from `ip`.")
		.unused();

	static final ObjectType ADDRESS = ObjectType.of(ADDRESS_IP, ADDRESS_NAME, ADDRESS_GROUP, ADDRESS_LABEL,
			ADDRESS_PROTOCOL);

	static final DefinitionField<String> NETWORK_NAME = DefinitionField.of("name", TEXT,
			"CNI network, or network of Docker; `host` for the network of the agent. `bridge` is Docker's own.");

	static final DefinitionField<List<DocumentReader>> IP_ADDRESSES = DefinitionField.list("ipaddress", ADDRESS,
			"Addresses to ask for.");

	static final DefinitionField<List<String>> GROUPS = DefinitionField.list("group", TEXT, "Groups of the network.");

	static final DefinitionField<Map<String, String>> NETWORK_LABELS = DefinitionField.map("labels",
			"Labels of the network.");

	static final DefinitionField<List<DocumentReader>> PORT_MAPPINGS = DefinitionField.list("port_mapping",
			PORT_MAPPING, "Ports of the agent that lead into the container.");

	static final ObjectType NETWORK = ObjectType.of(NETWORK_NAME, IP_ADDRESSES, GROUPS, NETWORK_LABELS, PORT_MAPPINGS);

	static final DefinitionField<String> DRIVER = DefinitionField.of("driver", TEXT, "Volume driver of Docker.");

	static final DefinitionField<String> VOLUME_NAME = DefinitionField.of("name", TEXT, "Name of the volume.")
		.required("");

	static final DefinitionField<Map<String, String>> DRIVER_OPTIONS = DefinitionField
		.map("driver_opts", "Options of the driver.")
		.alias("driver_options");

	static final DefinitionField<DocumentReader> DOCKER_VOLUME = DefinitionField.of("docker_volume",
			ObjectType.of(DRIVER, VOLUME_NAME, DRIVER_OPTIONS), "Volume of Docker, instead of `host_path`.");

	static final DefinitionField<String> SOURCE_TYPE = DefinitionField
		.of("type", TEXT, "Ignored: only Docker volumes are known.")
		.unused();

	static final DefinitionField<DocumentReader> SOURCE = DefinitionField.of("source",
			ObjectType.of(SOURCE_TYPE, DOCKER_VOLUME), "Where the volume comes from if it is none of the agent.");

	static final DefinitionField<String> CONTAINER_PATH = DefinitionField.of("container_path", TEXT,
			"Where the volume is mounted. Must be given, except for a Docker volume, whose name is the default.");

	static final DefinitionField<String> HOST_PATH = DefinitionField.of("host_path", TEXT,
			"Directory of the agent; a relative path is in the sandbox.");

	static final DefinitionField<String> MODE = DefinitionField
		.of("mode", FieldTypes.oneOf("RW", "RO"), "`RW` to read and write, `RO` to read only.")
		.orElse("RW");

	static final ObjectType VOLUME = ObjectType.of(CONTAINER_PATH, HOST_PATH, MODE, SOURCE);

	static final DefinitionField<String> TYPE = DefinitionField
		.of("type", FieldTypes.oneOf("MESOS", "DOCKER"), "Containerizer that runs the task.")
		.orElse("MESOS");

	static final DefinitionField<String> IMAGE = DefinitionField.of("image", TEXT,
			"Image, with or without its tag. Must be given with type `DOCKER`.");

	static final DefinitionField<String> TAG = DefinitionField.of("tag", TEXT,
			"Tag of the image, if `image` has none.");

	static final DefinitionField<List<DocumentReader>> NETWORKS = DefinitionField.list("network", NETWORK,
			"Networks to join. Type `DOCKER` joins one at most.");

	static final DefinitionField<List<DocumentReader>> VOLUMES = DefinitionField.list("volume", VOLUME,
			"Volumes to mount.");

	static final DefinitionField<Boolean> FORCE_PULL = DefinitionField
		.of("force_pull", FLAG, "Whether the image is pulled even if the agent has it.")
		.orElse(false);

	static final DefinitionField<Boolean> PRIVILEGED = DefinitionField
		.of("privileged", FLAG, "Whether the container has all privileges; type `DOCKER` only.")
		.orElse(false);

	static final ObjectType CONTAINER = ObjectType.of(TYPE, IMAGE, TAG, NETWORKS, VOLUMES, FORCE_PULL, PRIVILEGED);

	private ContainerFields() {
	}

}
