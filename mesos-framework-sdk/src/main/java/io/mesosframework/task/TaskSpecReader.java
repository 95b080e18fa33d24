package io.mesosframework.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.TaskSpec.CheckSpec;
import io.mesosframework.task.TaskSpec.CheckType;
import io.mesosframework.task.TaskSpec.CommandSpec;
import io.mesosframework.task.TaskSpec.ContainerSpec;
import io.mesosframework.task.TaskSpec.DiskSpec;
import io.mesosframework.task.TaskSpec.NetworkSpec;
import io.mesosframework.task.TaskSpec.PortMapping;
import io.mesosframework.task.TaskSpec.PortSpec;
import io.mesosframework.task.TaskSpec.ResourceSpec;
import io.mesosframework.task.TaskSpec.UriSpec;
import io.mesosframework.task.TaskSpec.VolumeSpec;

/**
 * Reads the parts of a document that describe one task.
 */
final class TaskSpecReader {

	private TaskSpecReader() {
	}

	static TaskSpec read(Node node, String name) {
		Node resources = node.object("resources");
		Node command = node.object("command");
		Node container = node.object("container");
		Node health = node.object("healthcheck");
		Node readiness = node.object("readiness");
		Node kill = node.object("kill");
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
		return new TaskSpec(name, resources(resources), commandSpec, containerSpec,
				(health != null) ? check(health) : null, (readiness != null) ? check(readiness) : null,
				(kill != null) ? grace(kill) : null, node.duration("max_completion_time"));
	}

	private static @Nullable Duration grace(Node kill) {
		Duration grace = kill.duration("grace");
		kill.finish();
		return grace;
	}

	private static ResourceSpec resources(@Nullable Node node) {
		if (node == null) {
			return new ResourceSpec(0, 0, disk(null), 0, List.of(), false);
		}
		double cpus = node.has("cpus") ? node.number("cpus", 0, 0) : node.number("cpu", 0, 0);
		double mem = node.number("mem", 0, 0);
		if (!(cpus > 0)) {
			node.fault("cpu", "must be above 0");
		}
		if (!(mem > 0)) {
			node.fault("mem", "must be above 0, in megabytes");
		}
		Node disk = node.object("disk");
		ResourceSpec spec = new ResourceSpec(cpus, mem, disk(disk), node.integer("gpus", 0, 0, 1000), ports(node),
				node.flag("revocable", false));
		node.text("role");
		node.finish();
		return spec;
	}

	private static DiskSpec disk(@Nullable Node node) {
		if (node == null) {
			return new DiskSpec(0, null, null, null, "RW", null, null);
		}
		Node persistence = node.object("persistence");
		Node volume = node.object("volume");
		Node source = node.object("source");
		String id = null;
		String principal = null;
		if (persistence != null) {
			id = persistence.requiredText("id");
			principal = persistence.has("principal") ? persistence.text("principal") : persistence.text("principle");
			persistence.finish();
		}
		String path = null;
		String mode = "RW";
		if (volume != null) {
			path = volume.text("container_path");
			mode = mode(volume);
			volume.text("host_path");
			volume.finish();
		}
		String type = null;
		String root = null;
		if (source != null) {
			type = source.requiredText("type").toUpperCase(Locale.ROOT);
			if (!Set.of("PATH", "MOUNT").contains(type)) {
				source.fault("type", "must be PATH or MOUNT but is '" + type + "'");
			}
			root = source.has("path") ? source.text("path") : source.text("mount");
			source.finish();
		}
		DiskSpec spec = new DiskSpec(node.number("size", 0, 0), id, principal, path, mode, type, root);
		if (id != null || type != null) {
			node.fault("",
					"persistent volumes and special disks cannot be placed by this version; give only size, or launch "
							+ "the task from a handler of offers");
		}
		node.finish();
		return spec;
	}

	private static String mode(Node node) {
		String mode = node.text("mode", "RW").toUpperCase(Locale.ROOT);
		if (!mode.equals("RW") && !mode.equals("RO")) {
			node.fault("mode", "must be rw or ro but is '" + node.text("mode") + "'");
		}
		return mode;
	}

	private static List<PortSpec> ports(Node resources) {
		List<PortSpec> ports = new ArrayList<>();
		List<?> items = resources.list("ports");
		for (int i = 0; i < items.size(); i++) {
			Object item = items.get(i);
			if (item instanceof Map<?, ?> map) {
				Node port = resources.item("ports", i, map);
				ports.add(new PortSpec(port.text("name"), port.integer("number", 0, 0, 65535),
						port.text("protocol", "tcp").toLowerCase(Locale.ROOT)));
				port.finish();
			}
			else {
				// a bare number: the port itself, or 0 for any
				Node port = resources.item("ports", i, Collections.singletonMap("number", item));
				ports.add(new PortSpec(null, port.integer("number", 0, 0, 65535), "tcp"));
			}
		}
		return ports;
	}

	private static CommandSpec command(Node node) {
		Map<String, String> environment = new LinkedHashMap<>();
		Map<String, String> secrets = new LinkedHashMap<>();
		environment.putAll(node.map("environment"));
		secrets.putAll(node.map("secrets"));
		CommandSpec spec = new CommandSpec(node.text("cmd"), node.texts("argv"),
				node.objects("uris", TaskSpecReader::uri), environment, secrets, node.text("user"),
				node.map("rlimits"));
		if (spec.shell() != null && !spec.argv().isEmpty()) {
			node.fault("argv", "cannot be given together with cmd");
		}
		node.finish();
		return spec;
	}

	private static UriSpec uri(Node node) {
		boolean execute = node.has("executable") ? node.flag("executable", false) : node.flag("execute", false);
		UriSpec spec = new UriSpec(node.requiredText("uri"), node.flag("extract", !execute), execute,
				node.flag("cache", false), node.text("output_file"));
		node.finish();
		return spec;
	}

	private static ContainerSpec container(Node node) {
		String type = node.text("type", "MESOS").toUpperCase(Locale.ROOT);
		if (!type.equals("MESOS") && !type.equals("DOCKER")) {
			node.fault("type", "must be MESOS or DOCKER but is '" + node.text("type") + "'");
		}
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

	private static NetworkSpec network(Node node) {
		List<String> groups = new ArrayList<>(node.texts("group"));
		Map<String, String> labels = new LinkedHashMap<>(node.map("labels"));
		List<String> names = new ArrayList<>();
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
		NetworkSpec spec = new NetworkSpec((name == null && !names.isEmpty()) ? names.get(0) : name, addresses, groups,
				labels, node.objects("port_mapping", TaskSpecReader::portMapping));
		node.finish();
		return spec;
	}

	private static PortMapping portMapping(Node node) {
		PortMapping mapping = new PortMapping(node.integer("host_port", 0, 0, 65535),
				node.integer("container_port", 0, 0, 65535), node.text("protocol", "tcp").toLowerCase(Locale.ROOT));
		node.finish();
		return mapping;
	}

	private static VolumeSpec volume(Node node) {
		Node source = node.object("source");
		String driver = null;
		String name = null;
		Map<String, String> options = Map.of();
		if (source != null) {
			source.text("type");
			Node docker = source.object("docker_volume");
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
		node.finish();
		return spec;
	}

	private static CheckSpec check(Node node) {
		CheckType type = node.has("type") ? node.choice("type", CheckType.class, CheckType.COMMAND) : guess(node);
		Node http = node.object("http");
		Node tcp = node.object("tcp");
		Node where = (type == CheckType.HTTP) ? http : tcp;
		String command = node.has("command") ? commandText(node) : null;
		int port = endpointPort(node);
		if (where != null) {
			port = where.has("port") ? where.integer("port", 0, 1, 65535) : -1 - where.integer("port_index", 0, 0, 100);
		}
		if (type == CheckType.COMMAND && command == null) {
			node.fault("command", "must be given for a check by command");
		}
		CheckSpec spec = new CheckSpec(type, command, (http != null) ? http.text("scheme", "http") : "http", port,
				(http != null) ? http.text("path", "/") : null, statuses(http),
				node.duration("delay", Duration.ofSeconds(15)), node.duration("interval", Duration.ofSeconds(10)),
				node.duration("timeout", Duration.ofSeconds(20)), node.duration("graceperiod", Duration.ofSeconds(10)),
				node.integer("fails", 3, 1, Integer.MAX_VALUE));
		if (http != null) {
			http.finish();
		}
		if (tcp != null) {
			tcp.finish();
		}
		node.finish();
		return spec;
	}

	private static CheckType guess(Node node) {
		if (node.has("http")) {
			return CheckType.HTTP;
		}
		return (node.has("tcp") || node.has("endpoint")) ? CheckType.TCP : CheckType.COMMAND;
	}

	private static @Nullable String commandText(Node node) {
		if (!node.list("command").isEmpty() && node.list("command").get(0) instanceof Map) {
			Node command = node.object("command");
			String text = (command != null) ? command.requiredText("cmd") : null;
			if (command != null) {
				command.texts("uris");
				command.map("environment");
				command.finish();
			}
			return text;
		}
		return node.text("command");
	}

	private static int endpointPort(Node node) {
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

	private static List<Integer> statuses(@Nullable Node http) {
		List<Integer> statuses = new ArrayList<>();
		if (http != null) {
			List<?> items = http.list("statuses");
			for (int i = 0; i < items.size(); i++) {
				statuses.add(http.item("statuses", i, Collections.singletonMap("status", items.get(i)))
					.integer("status", 200, 100, 599));
			}
		}
		return statuses;
	}

}
