package io.mesosframework.task.definition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.mesosframework.model.Roles;
import io.mesosframework.task.definition.TaskDefinition.PlacementSpec;

/**
 * Reads documents that declare tasks. It accepts the application documents of the Mesos
 * Framework SDK unchanged, and many additional fields. A document is a tree of maps,
 * lists, texts, numbers and booleans, as returned by any JSON or YAML parser and by
 * Spring's binder. All errors are reported at once. Thread-safe.
 *
 * @since 0.1.0
 */
public final class TaskDefinitionReader {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

	/** Names that the REST API uses in place of app names. */
	private static final Set<String> RESERVED = Set.of("schema", "openapi");

	/** Fields that belong to the tasks of a group and are not allowed next to them. */
	private static final List<DefinitionField<?>> OF_TASKS = TaskFields.MEMBER.fields()
		.stream()
		.filter((field) -> field != TaskFields.NAME && field != TaskFields.RESOURCES)
		.toList();

	/**
	 * Read a document: one definition, or a list of definitions.
	 * @param document the tree
	 * @return the definitions, at least one
	 * @throws InvalidDefinitionException if the document is invalid; the exception lists
	 * all errors, up to 1,000
	 */
	public List<TaskDefinition> read(@Nullable Object document) {
		List<DefinitionError> faults = new DefinitionErrors();
		List<TaskDefinition> definitions = new ArrayList<>();
		if (document instanceof Collection<?> items) {
			int index = 0;
			for (Object item : items) {
				definitions.add(definition("[" + index++ + "]", item, faults, null));
			}
			if (items.isEmpty()) {
				faults.add(new DefinitionError("", "the list is empty; give at least one definition"));
			}
		}
		else {
			definitions.add(definition("", document, faults, null));
		}
		return checked(definitions, faults);
	}

	/**
	 * Read definitions by name, as in {@code mesos.apps.<name>}.
	 * @param apps the trees by name
	 * @return the definitions
	 * @throws InvalidDefinitionException if a definition is invalid; the exception lists
	 * all errors
	 */
	public List<TaskDefinition> readAll(Map<String, ?> apps) {
		List<DefinitionError> faults = new DefinitionErrors();
		List<TaskDefinition> definitions = new ArrayList<>();
		apps.forEach((name, tree) -> definitions.add(definition(name, tree, faults, name)));
		return checked(definitions, faults);
	}

	private static List<TaskDefinition> checked(List<TaskDefinition> definitions, List<DefinitionError> faults) {
		Set<String> names = new HashSet<>();
		for (TaskDefinition definition : definitions) {
			if (!definition.name().isEmpty() && !names.add(definition.name())) {
				faults.add(new DefinitionError("name", "'" + definition.name() + "' is given more than once"));
			}
		}
		if (!faults.isEmpty()) {
			throw new InvalidDefinitionException(faults);
		}
		return definitions;
	}

	private static TaskDefinition definition(String path, @Nullable Object document, List<DefinitionError> faults,
			@Nullable String given) {
		Location location = Location.of(path, faults);
		if (document instanceof Map<?, ?> map) {
			return definition(new DocumentReader(location, DefinitionFields.DEFINITION, map), given);
		}
		location.mismatch("an object", document);
		return definition(new DocumentReader(Location.of("", new ArrayList<>()), DefinitionFields.DEFINITION, Map.of()),
				(given != null) ? given : "");
	}

	private static TaskDefinition definition(DocumentReader node, @Nullable String given) {
		String name = (given == null || node.has(DefinitionFields.NAME)) ? node.get(DefinitionFields.NAME) : given;
		if (!name.isEmpty() && (name.length() > 100 || !NAME.matcher(name).matches())) {
			node.fault(DefinitionFields.NAME,
					"must be 1 to 100 letters, digits, '-', '_' and single dots but is '" + name + "'");
		}
		if (RESERVED.contains(name)) {
			node.fault(DefinitionFields.NAME, "'" + name + "' is a path of the REST API; choose another name");
		}
		List<TaskSpec> members = group(node);
		boolean group = !members.isEmpty();
		List<TaskSpec> tasks = group ? members : List.of(TaskSpecReader.read(node, name, DefinitionFields.RESOURCES));
		checkResources(node, group ? DefinitionFields.TASKS : DefinitionFields.RESOURCES, tasks);
		PlacementSpec placement = PlacementReader.read(node);
		ReservationPolicy reservation = PolicyReader.reservation(node.find(DefinitionFields.RESERVATION));
		boolean keepsReservation = reservation.keep()
				|| tasks.stream().anyMatch((task) -> task.resources().disk().isPersistent());
		TaskDefinition definition = new TaskDefinition(name, node.get(DefinitionFields.INSTANCES),
				role(node, keepsReservation), tasks, node.get(DefinitionFields.LABELS), placement,
				node.get(DefinitionFields.RESTART), PolicyReader.retry(node.find(DefinitionFields.RETRY)),
				PolicyReader.update(node.find(DefinitionFields.UPDATE)),
				PolicyReader.unreachable(node.find(DefinitionFields.UNREACHABLE)), node.get(DefinitionFields.PRIORITY),
				reservation);
		checkReservation(node, definition);
		return definition;
	}

	/** Read the role, which in some documents is part of the resources. */
	private static @Nullable String role(DocumentReader node, boolean keepsReservation) {
		String role = node.find(DefinitionFields.ROLE);
		checkRole(node, DefinitionFields.ROLE, role);
		DocumentReader resources = node.find(DefinitionFields.RESOURCES);
		if (resources == null) {
			return role;
		}
		String inner = resources.find(DefinitionFields.RESOURCES_ROLE);
		checkRole(resources, DefinitionFields.RESOURCES_ROLE, inner);
		if (role == null) {
			// for resources this only means that they are unreserved
			return ("*".equals(inner) && !keepsReservation) ? null : inner;
		}
		if (inner != null && !inner.equals("*") && !inner.equals(role)) {
			node.fault(DefinitionFields.RESOURCES, "have the role '" + inner + "' though role is '" + role + "'");
		}
		return role;
	}

	private static void checkRole(DocumentReader node, DefinitionField<String> field, @Nullable String role) {
		String problem = (role != null) ? Roles.problem(role) : null;
		if (problem != null) {
			node.fault(field, "is refused by Mesos: " + problem);
		}
	}

	private static void checkReservation(DocumentReader node, TaskDefinition definition) {
		if (!definition.keepsReservation()) {
			return;
		}
		if (definition.placement().gang()) {
			node.fault(DefinitionFields.GANG, "cannot be combined with a reservation or persistent volumes");
		}
		if (definition.tasks().stream().anyMatch((task) -> task.resources().revocable())) {
			node.fault(DefinitionFields.RESOURCES,
					"cannot be revocable together with a reservation or persistent volumes");
		}
		if ("*".equals(definition.role())) {
			node.fault(DefinitionFields.ROLE,
					"must not be '*' with a reservation or persistent volumes; give a role of the framework");
		}
	}

	/**
	 * Check the resources that the tasks of an instance cannot take together from one
	 * agent.
	 */
	private static void checkResources(DocumentReader node, DefinitionField<?> field, List<TaskSpec> tasks) {
		if (tasks.stream().map((task) -> task.resources().revocable()).distinct().count() > 1) {
			node.fault(field, "must all use revocable resources or none, since they share an executor");
		}
		Set<Integer> ports = new HashSet<>();
		for (TaskSpec task : tasks) {
			for (TaskSpec.PortSpec port : task.resources().ports()) {
				if (port.number() > 0 && !ports.add(port.number())) {
					node.fault(field, "has the port " + port.number() + " more than once");
				}
			}
		}
	}

	private static List<TaskSpec> group(DocumentReader node) {
		List<DocumentReader> members = node.get(DefinitionFields.TASKS);
		if (members.isEmpty()) {
			return List.of();
		}
		Set<String> names = new HashSet<>();
		List<TaskSpec> tasks = members.stream().map((member) -> member(member, names)).toList();
		refuse(node, OF_TASKS);
		DocumentReader resources = node.find(DefinitionFields.RESOURCES);
		if (resources != null) {
			refuse(resources, TaskFields.RESOURCES_TYPE.fields());
		}
		if (tasks.size() > 1) {
			TaskSpecRules.checkGroup(node, tasks);
		}
		return tasks;
	}

	private static void refuse(DocumentReader node, List<DefinitionField<?>> fields) {
		fields.stream()
			.filter(node::has)
			.forEach((field) -> node.fault(field, "must stand in each of the tasks, not beside them"));
	}

	private static TaskSpec member(DocumentReader task, Set<String> names) {
		String name = task.get(TaskFields.NAME);
		if (!name.isEmpty() && (name.length() > 100 || !NAME.matcher(name).matches() || name.contains("."))) {
			task.fault(TaskFields.NAME, "must be 1 to 100 letters, digits, '-' and '_' but is '" + name + "'");
		}
		if (!names.add(name)) {
			task.fault(TaskFields.NAME, "'" + name + "' is given more than once");
		}
		TaskSpec spec = TaskSpecReader.read(task, name, TaskFields.RESOURCES);
		if (spec.container() != null && spec.container().docker()) {
			task.fault(TaskFields.CONTAINER, "must be of type mesos in a group of tasks; Docker cannot run groups");
		}
		return spec;
	}

}
