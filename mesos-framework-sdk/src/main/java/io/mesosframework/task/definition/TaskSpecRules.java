package io.mesosframework.task.definition;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.definition.TaskSpec.CheckSpec;
import io.mesosframework.task.definition.TaskSpec.CheckType;
import io.mesosframework.task.definition.TaskSpec.CommandSpec;
import io.mesosframework.task.definition.TaskSpec.ContainerSpec;
import io.mesosframework.task.definition.TaskSpec.DiskSpec;
import io.mesosframework.task.definition.TaskSpec.NetworkSpec;
import io.mesosframework.task.definition.TaskSpec.PortSpec;
import io.mesosframework.task.definition.TaskSpec.UriSpec;
import io.mesosframework.task.definition.TaskSpec.VolumeSpec;

/**
 * Checks a task for values that a master or an agent would reject or silently ignore, so
 * that they are reported before anything is launched. The rules are those of Mesos
 * ({@code src/common/validation.cpp}, {@code src/docker}, {@code src/slave}).
 */
final class TaskSpecRules {

	/**
	 * The maximum length of a volume name. The id of a volume also contains the id of its
	 * reservation and has at most 255 bytes.
	 */
	private static final int MAX_BYTES = 100;

	/** MAX_ARG_STRLEN without the terminating NUL character. */
	private static final int MAX_ARGUMENT = 128 * 1024 - 1;

	private static final Pattern PERSISTENCE_ID = Pattern.compile("[^/\\\\\\p{Cntrl}]+");

	private static final Pattern URI_WITHOUT_PATH = Pattern.compile(".+://[^/]*/?");

	private TaskSpecRules() {
	}

	static void check(DocumentReader node, TaskSpec task) {
		checkPortNames(node, task.resources().ports());
		checkArguments(node, task);
		ContainerSpec container = task.container();
		if (container != null && container.docker()) {
			docker(node, task, container);
		}
		else if (container != null) {
			mesos(node, container);
		}
		CheckSpec readiness = task.readiness();
		if (readiness != null && (!readiness.scheme().equals("http") || !readiness.statuses().isEmpty())) {
			node.fault("readiness.http",
					"cannot have a scheme but http, nor statuses: Mesos checks readiness over plain HTTP, and takes "
							+ "200 to 399 as good");
		}
	}

	private static void checkPortNames(DocumentReader node, List<PortSpec> ports) {
		Map<String, String> names = new HashMap<>();
		for (PortSpec port : ports) {
			String variable = port.variable();
			String other = (variable != null) ? names.put(variable, String.valueOf(port.name())) : null;
			if (other != null) {
				node.fault("resources.ports", "has the names '" + other + "' and '" + port.name()
						+ "', which have the same environment variable " + variable);
			}
		}
	}

	/**
	 * Check the arguments and the environment. Linux limits the length of each argument
	 * and variable.
	 */
	private static void checkArguments(DocumentReader node, TaskSpec task) {
		CommandSpec command = task.command();
		if (command.shell() != null) {
			checkArgument(node, "command.cmd", command.shell());
		}
		for (int i = 0; i < command.argv().size(); i++) {
			checkArgument(node, "command.argv[" + i + "]", command.argv().get(i));
		}
		command.environment()
			.forEach((name, value) -> checkArgument(node, "command.environment." + name, name + "=" + value));
	}

	private static void checkArgument(DocumentReader node, String path, String argument) {
		int bytes = bytes(argument);
		if (bytes > MAX_ARGUMENT) {
			node.fault(path, "has " + bytes + " bytes, but Linux gives a process no text above " + MAX_ARGUMENT
					+ "; put it into a file that the task fetches");
		}
	}

	private static void docker(DocumentReader node, TaskSpec task, ContainerSpec container) {
		if (task.readiness() != null) {
			node.fault("readiness", "cannot be checked in a container of type docker, whose executor in Mesos dies of "
					+ "such a check; use a healthcheck, or type mesos with the image");
		}
		if (!task.command().secrets().isEmpty()) {
			node.fault("command.secrets",
					"would be empty in a container of type docker; use type mesos with the image");
		}
		if (task.command().rlimits().keySet().stream().anyMatch(TaskSpecRules::isAddressSpace)) {
			node.fault("command.rlimits",
					"cannot have RLMT_AS in a container of type docker, which Docker does not know");
		}
		long networks = container.networks().stream().filter(NetworkSpec::isJoined).count();
		if (networks > 1) {
			node.fault("container.network", "must be one at most in a container of type docker, but are " + networks);
		}
		for (NetworkSpec network : container.networks()) {
			String name = (network.name() != null) ? network.name().toLowerCase(Locale.ROOT) : "";
			if (!network.portMappings().isEmpty() && (name.equals("host") || name.equals("none"))) {
				node.fault("container.network",
						"cannot map ports in the network '" + name + "' of Docker; let it be bridge or one of its own");
			}
		}
	}

	private static boolean isAddressSpace(String rlimit) {
		return rlimit.equalsIgnoreCase("RLMT_AS") || rlimit.equalsIgnoreCase("as");
	}

	private static void mesos(DocumentReader node, ContainerSpec container) {
		if (container.privileged()) {
			node.fault("container.privileged", "is for containers of type docker only");
		}
		Set<String> names = new HashSet<>();
		for (NetworkSpec network : container.networks()) {
			if (network.name() != null && !names.add(network.name())) {
				node.fault("container.network",
						"has '" + network.name() + "' more than once, which can be joined once");
			}
		}
	}

	static void check(DocumentReader node, UriSpec uri) {
		if (uri.uri().indexOf('\\') >= 0 || uri.uri().indexOf('\'') >= 0 || uri.uri().indexOf('\0') >= 0) {
			node.fault("uri", "must have neither ' nor \\, which the fetcher of Mesos refuses");
		}
		else if (URI_WITHOUT_PATH.matcher(uri.uri()).matches()) {
			node.fault("uri", "must have a path, from which the fetcher of Mesos takes the name of the file");
		}
		String file = uri.outputFile();
		if (file != null && (file.isEmpty() || file.startsWith("/"))) {
			node.fault("output_file", "must be a path in the sandbox, not empty and not beginning with '/'");
		}
	}

	static void check(DocumentReader node, VolumeSpec volume) {
		String host = volume.hostPath();
		if (volume.driverName() != null) {
			return;
		}
		if (host == null || host.isEmpty()) {
			node.fault("host_path", "must be given, or the name of a Docker volume in source.docker_volume");
		}
		else if (!host.startsWith("/") && !volume.containerPath().startsWith("/")) {
			node.fault("container_path",
					"must begin with '/' if host_path does not: a path in the sandbox needs no second one there, but is '"
							+ volume.containerPath() + "'");
		}
	}

	static void check(DocumentReader node, DiskSpec disk) {
		String id = disk.persistenceId();
		if (id == null) {
			if ("PATH".equals(disk.sourceType()) && !(disk.size() >= 0.001)) {
				node.fault("size", "must be above 0 for a part of a PATH disk");
			}
			checkPlainVolume(node, disk);
			return;
		}
		if (!id.isEmpty() && (!PERSISTENCE_ID.matcher(id).matches() || bytes(id) > MAX_BYTES)) {
			node.fault("persistence.id", "must be at most " + MAX_BYTES
					+ " letters, digits and other characters but '/' and '\\' but is '" + id + "'");
		}
		if (!(disk.size() >= 0.001)) {
			node.fault("size", "must be above 0 for a persistent volume");
		}
		String path = disk.containerPath();
		if (path == null || path.isBlank()) {
			node.fault("volume.container_path", "must be given for a persistent volume");
		}
		else if (!path.startsWith("/") && (path.contains("/") || path.equals(".") || path.equals(".."))
				|| path.equals("/")) {
			node.fault("volume.container_path", "must be a plain name in the sandbox, such as data, or begin with '/': "
					+ "Mesos does not mount persistent volumes further down, but is '" + path + "'");
		}
	}

	/** Check a mount without a persistent volume. */
	private static void checkPlainVolume(DocumentReader node, DiskSpec disk) {
		String path = disk.containerPath();
		String host = disk.hostPath();
		if (path == null) {
			if (host != null) {
				node.fault("volume.container_path", "must be given with a host_path");
			}
		}
		else if (!path.startsWith("/") && (host == null || !host.startsWith("/"))) {
			node.fault("volume.container_path", "must begin with '/' without persistence and without a host_path that "
					+ "does, since the sandbox is there anyway, but is '" + path + "'");
		}
	}

	private static int bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

	/**
	 * Check the tasks of a group, which share the sandbox and the network of one
	 * executor.
	 */
	static void checkGroup(DocumentReader node, List<TaskSpec> tasks) {
		Set<String> paths = new HashSet<>();
		for (TaskSpec task : tasks) {
			DiskSpec disk = task.resources().disk();
			if (disk.isPersistent() && !paths.add(disk.mountName())) {
				node.fault("tasks", "mount two persistent volumes at '" + disk.containerPath()
						+ "', though their executor has one sandbox; give each a container_path of its own");
			}
			ContainerSpec container = task.container();
			boolean apart = container != null && !container.networks().stream().allMatch(NetworkSpec::isHost);
			if (apart && (usesNetwork(task.health()) || usesNetwork(task.readiness()))) {
				node.fault("tasks", "cannot check '" + task.name()
						+ "' by HTTP or TCP, since it has a network of its own; check it by a command");
			}
		}
	}

	private static boolean usesNetwork(@Nullable CheckSpec check) {
		return check != null && check.type() != CheckType.COMMAND;
	}

}
