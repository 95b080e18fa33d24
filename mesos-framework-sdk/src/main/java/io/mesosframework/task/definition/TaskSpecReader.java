package io.mesosframework.task.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.definition.TaskSpec.CheckSpec;
import io.mesosframework.task.definition.TaskSpec.CheckType;
import io.mesosframework.task.definition.TaskSpec.CommandSpec;
import io.mesosframework.task.definition.TaskSpec.ContainerSpec;
import io.mesosframework.task.definition.TaskSpec.DiskSpec;
import io.mesosframework.task.definition.TaskSpec.NetworkSpec;
import io.mesosframework.task.definition.TaskSpec.PortMapping;
import io.mesosframework.task.definition.TaskSpec.PortSpec;
import io.mesosframework.task.definition.TaskSpec.ResourceSpec;
import io.mesosframework.task.definition.TaskSpec.UriSpec;
import io.mesosframework.task.definition.TaskSpec.VolumeSpec;

/**
 * Reads the parts of a document that describe one task.
 */
final class TaskSpecReader {

	private TaskSpecReader() {
	}

	/** Read the only task of a definition. */
	static TaskSpec read(DocumentReader node, String name) {
		DocumentReader resources = node.object("resources");
		if (resources != null) {
			// read with the definition
			resources.text("role");
		}
		return read(node, name, resources);
	}

	/** Read one of a group of tasks, which all have the role of the definition. */
	static TaskSpec readMember(DocumentReader node, String name) {
		return read(node, name, node.object("resources"));
	}

	private static TaskSpec read(DocumentReader node, String name, @Nullable DocumentReader resources) {
		DocumentReader command = node.object("command");
		DocumentReader container = node.object("container");
		DocumentReader health = node.object("healthcheck");
		DocumentReader readiness = node.object("readiness");
		DocumentReader kill = node.object("kill");
		ContainerSpec containerSpec = (container != null) ? container(container) : null;
		CommandSpec commandSpec = (command != null) ? command(command)
				: new CommandSpec(null, List.of(), List.of(), Map.of(), Map.of(), null, Map.of());
		if (commandSpec.shell() == null && commandSpec.argv().isEmpty()
				&& (containerSpec == null || containerSpec.image() == null)) {
			node.fault("command", "must have cmd or argv, unless container.image is given");
		}
		if (resources == null) {
			node.fault("resources", "must be given: at least cpu and mem");
		}
		ResourceSpec resourceSpec = resources(resources);
		checkPorts(node, containerSpec, resourceSpec);
		ResourceSpec all = withMappedPorts(resourceSpec, containerSpec);
		TaskSpec spec = new TaskSpec(name, all, commandSpec, containerSpec,
				(health != null) ? check(health, all) : null, (readiness != null) ? check(readiness, all) : null,
				(kill != null) ? grace(kill) : null, node.duration("max_completion_time"));
		TaskSpecRules.check(node, spec);
		return spec;
	}

	private static void checkPorts(DocumentReader node, @Nullable ContainerSpec container, ResourceSpec resources) {
		if (container == null) {
			return;
		}
		Set<Integer> numbered = container.numberedPorts();
		long left = resources.ports().stream().filter((port) -> !numbered.contains(port.number())).count();
		if (container.unassignedPorts() > left) {
			node.fault("container",
					"maps " + container.unassignedPorts() + " host ports 0 to ports of the task, of which " + left
							+ " are not mapped by their number; give it more in resources.ports");
		}
	}

	/**
	 * Docker publishes only ports that the task has: those of the host are its own, too.
	 */
	private static ResourceSpec withMappedPorts(ResourceSpec resources, @Nullable ContainerSpec container) {
		if (container == null || !container.docker()) {
			return resources;
		}
		List<PortSpec> ports = new ArrayList<>(resources.ports());
		container.networks().stream().flatMap((network) -> network.portMappings().stream()).forEach((mapping) -> {
			int number = mapping.hostPort();
			if (number > 0 && ports.stream().noneMatch((port) -> port.number() == number)) {
				ports.add(new PortSpec(null, number, mapping.protocol()));
			}
		});
		return new ResourceSpec(resources.cpus(), resources.mem(), resources.disk(), resources.gpus(), ports,
				resources.revocable());
	}

	private static @Nullable Duration grace(DocumentReader kill) {
		Duration grace = kill.duration("grace");
		kill.finish();
		return grace;
	}

	private static ResourceSpec resources(@Nullable DocumentReader node) {
		if (node == null) {
			return new ResourceSpec(0, 0, disk(null), 0, List.of(), false);
		}
		double cpus = node.has("cpus") ? node.positive("cpus", "CPUs") : node.positive("cpu", "CPUs");
		double mem = node.positive("mem", "megabytes");
		DocumentReader disk = node.object("disk");
		ResourceSpec spec = new ResourceSpec(cpus, mem, disk(disk), node.integer("gpus", 0, 0, 1000),
				node.items("ports", TaskSpecReader::port), node.flag("revocable", false));
		node.finish();
		return spec;
	}

	private static DiskSpec disk(@Nullable DocumentReader node) {
		if (node == null) {
			return new DiskSpec(0, null, null, null, null, "RW", null, null);
		}
		DocumentReader persistence = node.object("persistence");
		DocumentReader volume = node.object("volume");
		DocumentReader source = node.object("source");
		String id = null;
		String principal = null;
		if (persistence != null) {
			id = persistence.requiredText("id");
			principal = persistence.has("principal") ? persistence.text("principal") : persistence.text("principle");
			persistence.finish();
		}
		String path = null;
		String host = null;
		String mode = "RW";
		if (volume != null) {
			path = containerPath(volume.text("container_path"));
			mode = mode(volume);
			host = volume.text("host_path");
			volume.finish();
		}
		String type = null;
		String root = null;
		if (source != null) {
			source.requiredText("type");
			type = source.oneOf("type", "PATH", List.of("PATH", "MOUNT"));
			root = source.has("path") ? source.text("path") : source.text("mount");
			root = (root != null && root.isBlank()) ? null : root;
			source.finish();
		}
		DiskSpec spec = new DiskSpec(node.number("size", 0, 0), id, principal, path, (id == null) ? host : null, mode,
				type, root);
		TaskSpecRules.check(node, spec);
		node.finish();
		return spec;
	}

	/** Return a path without what means nothing: {@code ./data/} is {@code data}. */
	private static @Nullable String containerPath(@Nullable String path) {
		return (path != null) ? path.trim().replaceFirst("^(\\./+)+", "").replaceFirst("(?<=.)/+$", "") : null;
	}

	private static String mode(DocumentReader node) {
		return node.oneOf("mode", "RW", List.of("RW", "RO"));
	}

	private static String protocol(DocumentReader node) {
		return node.oneOf("protocol", "tcp", List.of("tcp", "udp"));
	}

	/** Read a port; a bare number is the port itself, or 0 for any. */
	private static PortSpec port(DocumentReader node) {
		PortSpec port = node.has("") ? new PortSpec(null, node.integer("", 0, 0, 65535), "tcp")
				: new PortSpec(node.text("name"), node.integer("number", 0, 0, 65535), protocol(node));
		node.finish();
		return port;
	}

	private static CommandSpec command(DocumentReader node) {
		CommandSpec spec = new CommandSpec(node.text("cmd"), node.texts("argv"),
				node.objects("uris", TaskSpecReader::uri), variables(node, "environment"), variables(node, "secrets"),
				node.text("user"), node.map("rlimits"));
		spec.rlimits().forEach((name, limit) -> {
			try {
				ResourceLimit.parse(name, limit);
			}
			catch (IllegalArgumentException ex) {
				node.fault("rlimits." + name, String.valueOf(ex.getMessage()));
			}
		});
		if (spec.shell() != null && !spec.argv().isEmpty()) {
			node.fault("argv", "cannot be given together with cmd");
		}
		node.finish();
		return spec;
	}

	private static Map<String, String> variables(DocumentReader node, String key) {
		Map<String, String> variables = node.map(key);
		variables.keySet().forEach((name) -> {
			if (name.isBlank() || name.contains("=")) {
				node.fault(key, "must have names of variables, not empty and without '=', but has '" + name + "'");
			}
		});
		return variables;
	}

	private static UriSpec uri(DocumentReader node) {
		boolean execute = node.has("executable") ? node.flag("executable", false) : node.flag("execute", false);
		UriSpec spec = new UriSpec(node.requiredText("uri"), node.flag("extract", !execute), execute,
				node.flag("cache", false), node.text("output_file"));
		TaskSpecRules.check(node, spec);
		node.finish();
		return spec;
	}

	private static ContainerSpec container(DocumentReader node) {
		String type = node.oneOf("type", "MESOS", List.of("MESOS", "DOCKER"));
		String image = node.text("image");
		String tag = node.text("tag");
		if (image != null && tag != null) {
			image = image + ":" + tag;
		}
		else if (tag != null) {
			node.fault("tag", "needs an image");
		}
		boolean docker = type.equals("DOCKER");
		if (docker && image == null) {
			node.fault("image", "must be given for a Docker container");
		}
		ContainerSpec spec = new ContainerSpec(docker, image, node.objects("network", TaskSpecReader::network),
				node.objects("volume", TaskSpecReader::volume), node.flag("force_pull", false),
				node.flag("privileged", false));
		node.finish();
		return spec;
	}

	private static NetworkSpec network(DocumentReader node) {
		List<String> groups = new ArrayList<>(node.texts("group"));
		Map<String, String> labels = new LinkedHashMap<>(node.map("labels"));
		Set<String> names = new LinkedHashSet<>();
		List<String> addresses = node.objects("ipaddress", (address) -> {
			// some documents put these into each address instead of into the network
			groups.addAll(address.texts("group"));
			labels.putAll(address.map("label"));
			if (address.has("name")) {
				names.add(address.requiredText("name"));
			}
			address.text("protocol");
			String ip = address.text("ip");
			if (ip == null && !address.has("name")) {
				address.fault("ip", "must be given, or the name of a network");
			}
			address.finish();
			return (ip != null) ? ip : "";
		}).stream().filter((ip) -> !ip.isEmpty()).toList();
		String name = node.text("name");
		if (name != null) {
			names.add(name);
		}
		if (names.size() > 1) {
			node.fault("ipaddress", "names the networks " + String.join(", ", names)
					+ ", of which only one could be joined; give each as an item of network");
		}
		NetworkSpec spec = new NetworkSpec(names.isEmpty() ? null : names.iterator().next(), addresses, groups, labels,
				node.objects("port_mapping", TaskSpecReader::portMapping));
		node.finish();
		return spec;
	}

	private static PortMapping portMapping(DocumentReader node) {
		PortMapping mapping = new PortMapping(node.integer("host_port", 0, 0, 65535),
				node.integer("container_port", 0, 0, 65535), protocol(node));
		node.finish();
		return mapping;
	}

	private static VolumeSpec volume(DocumentReader node) {
		DocumentReader source = node.object("source");
		String driver = null;
		String name = null;
		Map<String, String> options = Map.of();
		if (source != null) {
			source.text("type");
			DocumentReader docker = source.object("docker_volume");
			if (docker != null) {
				driver = docker.text("driver");
				name = docker.requiredText("name");
				options = docker.has("driver_opts") ? docker.map("driver_opts") : docker.map("driver_options");
				docker.finish();
			}
			source.finish();
		}
		String containerPath = (name != null) ? node.text("container_path", name) : node.requiredText("container_path");
		VolumeSpec spec = new VolumeSpec(containerPath, node.text("host_path"), mode(node), driver, name, options);
		TaskSpecRules.check(node, spec);
		node.finish();
		return spec;
	}

	private static CheckSpec check(DocumentReader node, ResourceSpec resources) {
		CheckType type = node.has("type") ? node.choice("type", CheckType.class, CheckType.COMMAND) : guess(node);
		DocumentReader http = node.object("http");
		DocumentReader tcp = node.object("tcp");
		DocumentReader command = node.item("command");
		int endpoint = endpointPort(node);
		int httpPort = checkPort(http, endpoint);
		int tcpPort = checkPort(tcp, endpoint);
		int port = (type == CheckType.HTTP) ? httpPort : tcpPort;
		if (type != CheckType.COMMAND && -1 - port >= resources.ports().size()) {
			node.fault((type == CheckType.HTTP) ? "http" : "tcp",
					"needs port " + (-1 - port) + " of resources.ports, of which there are " + resources.ports().size()
							+ "; give it a port of its own or the task more ports");
		}
		if (type == CheckType.COMMAND && command == null) {
			node.fault("command", "must be given for a check by command");
		}
		CheckSpec spec = new CheckSpec(type, (command != null) ? checkCommand(command) : null,
				(command != null) ? variables(command, "environment") : Map.of(),
				(http != null) ? http.oneOf("scheme", "http", List.of("http", "https")) : "http", port,
				(http != null) ? path(http.text("path", "/")) : null, statuses(http),
				node.duration("delay", Duration.ofSeconds(15)), node.duration("interval", Duration.ofSeconds(10)),
				node.duration("timeout", Duration.ofSeconds(20)), node.duration("graceperiod", Duration.ofSeconds(10)),
				node.integer("fails", 3, 1, Integer.MAX_VALUE));
		for (DocumentReader part : Arrays.asList(http, tcp, command, node)) {
			if (part != null) {
				part.finish();
			}
		}
		return spec;
	}

	/** Mesos refuses a path that does not begin with a slash. */
	private static String path(String path) {
		return path.startsWith("/") ? path : "/" + path;
	}

	/** Read a port; below 0 it counts the task's own: -1 is the first. */
	private static int checkPort(@Nullable DocumentReader where, int otherwise) {
		if (where == null) {
			return otherwise;
		}
		return where.has("port") ? where.integer("port", 0, 1, 65535) : -1 - where.integer("port_index", 0, 0, 100);
	}

	private static CheckType guess(DocumentReader node) {
		if (node.has("http")) {
			return CheckType.HTTP;
		}
		return (node.has("tcp") || node.has("endpoint")) ? CheckType.TCP : CheckType.COMMAND;
	}

	/** Read the command of a check: a text, or an object with cmd. */
	private static String checkCommand(DocumentReader node) {
		if (node.has("")) {
			return node.requiredText("");
		}
		node.objects("uris", TaskSpecReader::uri);
		return node.requiredText("cmd");
	}

	private static int endpointPort(DocumentReader node) {
		String endpoint = node.text("endpoint");
		if (endpoint == null) {
			return -1;
		}
		try {
			int port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
			if (port > 0 && port < 65536) {
				return port;
			}
		}
		catch (NumberFormatException ex) {
			// reported below, with numbers out of range
		}
		node.fault("endpoint", "must be host:port but is '" + endpoint + "'");
		return -1;
	}

	private static List<Integer> statuses(@Nullable DocumentReader http) {
		if (http == null) {
			return List.of();
		}
		return http.items("statuses", (node) -> {
			int status = node.integer("", 200, 100, 599);
			node.finish();
			return status;
		});
	}

}
