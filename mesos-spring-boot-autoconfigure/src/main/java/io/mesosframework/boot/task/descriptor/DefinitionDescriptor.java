package io.mesosframework.boot.task.descriptor;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskSpec;

/**
 * Describes a definition without secrets: environment variables are reduced to their
 * names, and URIs omit user and query.
 *
 * @param name the name
 * @param instances the wanted number of instances
 * @param role the role whose offers are used, or {@code null}
 * @param priority the priority; higher values are placed first
 * @param restart when an instance that has ended is restarted
 * @param strategy the placement strategy, which ranks agents
 * @param constraints the placement constraints
 * @param gang whether all instances are launched together or not at all
 * @param labels labels of every task
 * @param tasks the tasks of each instance
 * @since 0.1.0
 */
public record DefinitionDescriptor(String name, int instances, @Nullable String role, int priority, String restart,
		String strategy, List<String> constraints, boolean gang, Map<String, String> labels,
		List<SpecDescriptor> tasks) {

	/**
	 * Describe a definition.
	 * @param definition the definition
	 * @return the description
	 */
	public static DefinitionDescriptor of(TaskDefinition definition) {
		TaskDefinition.PlacementSpec placement = definition.placement();
		List<String> constraints = placement.constraints()
			.stream()
			.map((rule) -> rule.field() + ":" + rule.operator() + ((rule.value() != null) ? ":" + rule.value() : ""))
			.toList();
		return new DefinitionDescriptor(definition.name(), definition.instances(), definition.role(),
				definition.priority(), definition.restart().name(), placement.strategy().name(), constraints,
				placement.gang(), new TreeMap<>(definition.labels()),
				definition.tasks().stream().map(SpecDescriptor::of).toList());
	}

	/**
	 * Describes a task of each instance.
	 *
	 * @param name the name
	 * @param cpus the CPUs
	 * @param mem the memory in megabytes
	 * @param disk the disk in megabytes
	 * @param gpus the GPUs
	 * @param ports the ports; 0 for any port
	 * @param command the shell command, or {@code null}
	 * @param argv the program and its arguments
	 * @param environment the names of the environment variables
	 * @param uris the URIs fetched into the sandbox
	 * @param image the container image, or {@code null}
	 */
	public record SpecDescriptor(String name, double cpus, double mem, double disk, int gpus, List<Integer> ports,
			@Nullable String command, List<String> argv, List<String> environment, List<String> uris,
			@Nullable String image) {

		static SpecDescriptor of(TaskSpec task) {
			TreeSet<String> names = new TreeSet<>(task.command().environment().keySet());
			names.addAll(task.command().secrets().keySet());
			TaskSpec.ResourceSpec resources = task.resources();
			return new SpecDescriptor(task.name(), resources.cpus(), resources.mem(), resources.disk().size(),
					resources.gpus(), resources.ports().stream().map(TaskSpec.PortSpec::number).toList(),
					task.command().shell(), task.command().argv(), List.copyOf(names),
					task.command().uris().stream().map((uri) -> shown(uri.uri())).toList(),
					(task.container() != null) ? task.container().image() : null);
		}

		private static String shown(String address) {
			try {
				URI uri = URI.create(address);
				String host = (uri.getHost() != null)
						? "//" + uri.getHost() + ((uri.getPort() >= 0) ? ":" + uri.getPort() : "") : "";
				return ((uri.getScheme() != null) ? uri.getScheme() + ":" : "") + host
						+ ((uri.getPath() != null) ? uri.getPath() : "");
			}
			catch (IllegalArgumentException ex) {
				return "(not a valid address)";
			}
		}

	}

}
