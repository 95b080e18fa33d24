package io.mesosframework.task.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.definition.TaskSpec.CommandSpec;
import io.mesosframework.task.definition.TaskSpec.ContainerSpec;
import io.mesosframework.task.definition.TaskSpec.DiskSpec;
import io.mesosframework.task.definition.TaskSpec.PortSpec;
import io.mesosframework.task.definition.TaskSpec.ResourceSpec;
import io.mesosframework.task.definition.TaskSpec.UriSpec;

/**
 * Reads the parts of a document that describe one task.
 */
final class TaskSpecReader {

	private TaskSpecReader() {
	}

	/**
	 * Read a task.
	 * @param node the object
	 * @param name the name of the task
	 * @param resourcesField the declaration of its resources
	 */
	static TaskSpec read(DocumentReader node, String name, DefinitionField<DocumentReader> resourcesField) {
		DocumentReader resources = node.find(resourcesField);
		DocumentReader command = node.find(TaskFields.COMMAND);
		DocumentReader container = node.find(TaskFields.CONTAINER);
		DocumentReader health = node.find(TaskFields.HEALTH);
		DocumentReader readiness = node.find(TaskFields.READINESS);
		DocumentReader kill = node.find(TaskFields.KILL);
		ContainerSpec containerSpec = (container != null) ? ContainerReader.read(container) : null;
		CommandSpec commandSpec = (command != null) ? command(command)
				: new CommandSpec(null, List.of(), List.of(), Map.of(), Map.of(), null, Map.of());
		if (commandSpec.shell() == null && commandSpec.argv().isEmpty()
				&& (containerSpec == null || containerSpec.image() == null)) {
			node.fault(TaskFields.COMMAND, "must have cmd or argv, unless container.image is given");
		}
		if (resources == null) {
			node.fault(resourcesField, "must be given: at least cpu and mem");
		}
		ResourceSpec resourceSpec = resources(resources);
		checkPorts(node, containerSpec, resourceSpec);
		ResourceSpec all = withMappedPorts(resourceSpec, containerSpec);
		TaskSpec spec = new TaskSpec(name, all, commandSpec, containerSpec,
				(health != null) ? CheckReader.read(health, all) : null,
				(readiness != null) ? CheckReader.read(readiness, all) : null,
				(kill != null) ? kill.find(TaskFields.KILL_GRACE) : null, node.find(TaskFields.MAX_COMPLETION_TIME));
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
			node.fault(TaskFields.CONTAINER,
					"maps " + container.unassignedPorts() + " host ports 0 to ports of the task, of which " + left
							+ " are not mapped by their number; give it more in resources.ports");
		}
	}

	/**
	 * Add the mapped host ports to the resources, because Docker publishes only ports
	 * that the task has.
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

	private static ResourceSpec resources(@Nullable DocumentReader node) {
		if (node == null) {
			return new ResourceSpec(0, 0, disk(null), 0, List.of(), false);
		}
		return new ResourceSpec(node.get(TaskFields.CPU), node.get(TaskFields.MEM), disk(node.find(TaskFields.DISK)),
				node.get(TaskFields.GPUS), node.get(TaskFields.PORTS).stream().map(TaskSpecReader::port).toList(),
				node.get(TaskFields.REVOCABLE));
	}

	private static DiskSpec disk(@Nullable DocumentReader node) {
		if (node == null) {
			return new DiskSpec(0, null, null, null, null, "RW", null, null);
		}
		DocumentReader persistence = node.find(TaskFields.PERSISTENCE);
		DocumentReader volume = node.find(TaskFields.DISK_VOLUME);
		DocumentReader source = node.find(TaskFields.DISK_SOURCE);
		String id = null;
		String principal = null;
		if (persistence != null) {
			id = persistence.get(TaskFields.PERSISTENCE_ID);
			principal = persistence.find(TaskFields.PRINCIPAL);
		}
		String path = null;
		String host = null;
		String mode = "RW";
		if (volume != null) {
			path = containerPath(volume.find(TaskFields.MOUNT_PATH));
			mode = volume.get(ContainerFields.MODE);
			host = volume.find(TaskFields.MOUNT_HOST_PATH);
		}
		String type = null;
		String root = null;
		if (source != null) {
			type = source.get(TaskFields.DISK_TYPE);
			root = source.find(TaskFields.DISK_ROOT);
			root = (root != null && root.isBlank()) ? null : root;
		}
		DiskSpec spec = new DiskSpec(node.get(TaskFields.DISK_SIZE), id, principal, path, (id == null) ? host : null,
				mode, type, root);
		TaskSpecRules.check(node, spec);
		return spec;
	}

	/** Return a path without redundant parts: {@code ./data/} becomes {@code data}. */
	private static @Nullable String containerPath(@Nullable String path) {
		return (path != null) ? path.trim().replaceFirst("^(\\./+)+", "").replaceFirst("(?<=.)/+$", "") : null;
	}

	/** Read a port. A plain number is the port itself, or 0 for any. */
	private static PortSpec port(DocumentReader node) {
		return node.has(TaskFields.SHORT_PORT) ? new PortSpec(null, node.get(TaskFields.SHORT_PORT), "tcp")
				: new PortSpec(node.find(TaskFields.PORT_NAME), node.get(TaskFields.PORT_NUMBER),
						node.get(ContainerFields.PROTOCOL));
	}

	private static CommandSpec command(DocumentReader node) {
		CommandSpec spec = new CommandSpec(node.find(TaskFields.CMD), node.get(TaskFields.ARGV),
				node.get(TaskFields.URIS).stream().map(TaskSpecReader::uri).toList(),
				variables(node, TaskFields.ENVIRONMENT), variables(node, TaskFields.SECRETS),
				node.find(TaskFields.USER), node.get(TaskFields.RLIMITS));
		spec.rlimits().forEach((name, limit) -> {
			try {
				ResourceLimit.parse(name, limit);
			}
			catch (IllegalArgumentException ex) {
				node.at(TaskFields.RLIMITS).below(name).fault(String.valueOf(ex.getMessage()));
			}
		});
		if (spec.shell() != null && !spec.argv().isEmpty()) {
			node.fault(TaskFields.ARGV, "cannot be given together with cmd");
		}
		return spec;
	}

	static Map<String, String> variables(DocumentReader node, DefinitionField<Map<String, String>> field) {
		Map<String, String> variables = node.get(field);
		variables.keySet().forEach((name) -> {
			if (name.isBlank() || name.contains("=")) {
				// the text after the '=' may be a secret value
				node.fault(field, "must have names of variables, not empty and without '=', but has '"
						+ name.replaceFirst("=.*", "=…") + "'");
			}
		});
		return variables;
	}

	static UriSpec uri(DocumentReader node) {
		boolean execute = node.get(UriFields.EXECUTE);
		UriSpec spec = new UriSpec(node.get(UriFields.URI), node.get(UriFields.EXTRACT, !execute), execute,
				node.get(UriFields.CACHE), node.find(UriFields.OUTPUT_FILE));
		TaskSpecRules.check(node, spec);
		return spec;
	}

}
