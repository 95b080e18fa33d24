package io.mesosframework.task.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.mesos.v1.Protos.Value;
import org.jspecify.annotations.Nullable;

import io.mesosframework.placement.AttributeFilter;
import io.mesosframework.placement.FieldConstraint;
import io.mesosframework.placement.PlacementStrategy;
import io.mesosframework.task.definition.TaskDefinition.AffinitySpec;
import io.mesosframework.task.definition.TaskDefinition.ConstraintSpec;
import io.mesosframework.task.definition.TaskDefinition.FilterSpec;
import io.mesosframework.task.definition.TaskDefinition.PlacementSpec;
import io.mesosframework.task.definition.TaskDefinition.RestartPolicy;
import io.mesosframework.task.definition.TaskDefinition.RetryPolicy;
import io.mesosframework.task.definition.TaskDefinition.UnreachablePolicy;
import io.mesosframework.task.definition.TaskDefinition.UpdatePolicy;

/**
 * Reads documents that declare tasks: the application documents of the Mesos Framework
 * SDK as they are, and all that goes beyond them. A document is a tree of maps, lists,
 * texts, numbers and truth values, as every JSON or YAML parser and Spring's binder
 * produce it. All faults are found in one go. Thread-safe.
 *
 * @since 0.1.0
 */
public final class TaskDefinitionReader {

	/** Stands for a rule that could not be read. */
	private static final FieldConstraint ANY = new FieldConstraint("hostname", FieldConstraint.Operator.UNIQUE, null,
			true);

	private static final List<String> STRATEGIES = Stream
		.concat(Trees.constants(PlacementStrategy.values()).stream(), Stream.of("mux"))
		.toList();

	private static final List<String> FILTERS = List.of("TEXT", "SCALAR", "SET", "RANGES", "STRATEGY");

	private static final Duration MIN_RETRY = Duration.ofMillis(100);

	private static final Duration MIN_RESET = Duration.ofSeconds(1);

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

	/** These stand where the REST API has the names of apps. */
	private static final Set<String> RESERVED = Set.of("schema", "openapi");

	/**
	 * Read a document: one object, or a list of them.
	 * @param document the tree
	 * @return the definitions, at least one
	 * @throws InvalidDefinitionException if anything is wrong; it lists everything, up to
	 * 1,000 faults
	 */
	public List<TaskDefinition> read(@Nullable Object document) {
		List<DefinitionError> faults = new DefinitionErrors();
		List<TaskDefinition> definitions = new ArrayList<>();
		if (document instanceof Collection<?> items) {
			int index = 0;
			for (Object item : items) {
				definitions.add(definition(DocumentReader.of("[" + index++ + "]", item, faults), null));
			}
			if (items.isEmpty()) {
				faults.add(new DefinitionError("", "the list is empty; give at least one definition"));
			}
		}
		else {
			definitions.add(definition(DocumentReader.of("", document, faults), null));
		}
		return checked(definitions, faults);
	}

	/**
	 * Read definitions by name, as they stand in {@code mesos.apps.<name>}.
	 * @param apps the trees by name
	 * @return the definitions
	 * @throws InvalidDefinitionException if anything is wrong; it lists everything
	 */
	public List<TaskDefinition> readAll(Map<String, ?> apps) {
		List<DefinitionError> faults = new DefinitionErrors();
		List<TaskDefinition> definitions = new ArrayList<>();
		apps.forEach((name, tree) -> definitions.add(definition(DocumentReader.of(name, tree, faults), name)));
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

	/** Read a document that has its own name. */
	static TaskDefinition definition(DocumentReader node) {
		return definition(node, null);
	}

	private static TaskDefinition definition(DocumentReader node, @Nullable String given) {
		String name = (given == null || node.has("name")) ? node.requiredText("name") : given;
		if (!name.isEmpty() && (name.length() > 100 || !NAME.matcher(name).matches())) {
			node.fault("name", "must be 1 to 100 letters, digits, '-', '_' and single dots but is '" + name + "'");
		}
		if (RESERVED.contains(name)) {
			node.fault("name", "'" + name + "' is a path of the REST API; choose another name");
		}
		List<TaskSpec> members = node.has("tasks") ? group(node) : List.of();
		boolean group = !members.isEmpty();
		List<TaskSpec> tasks = group ? members : List.of(TaskSpecReader.read(node, name));
		checkResources(node, group ? "tasks" : "resources", tasks);
		PlacementSpec placement = placement(node);
		ReservationPolicy reservation = reservation(node.item("reservation"));
		boolean keepsReservation = reservation.keep()
				|| tasks.stream().anyMatch((task) -> task.resources().disk().isPersistent());
		String role = role(node, group, keepsReservation);
		TaskDefinition definition = new TaskDefinition(name, node.integer("instances", 1, 0, 1_000_000), role, tasks,
				node.map("labels"), placement, node.choice("restart", RestartPolicy.class, RestartPolicy.ALWAYS),
				retry(node.object("retry")), update(node.object("update")), unreachable(node.object("unreachable")),
				node.integer("priority", 0, -1000, 1000), reservation);
		checkReservation(node, definition);
		node.finish();
		return definition;
	}

	/** Read the role, which some documents have among the resources. */
	private static @Nullable String role(DocumentReader node, boolean group, boolean keepsReservation) {
		String role = node.text("role");
		DocumentReader resources = node.object("resources");
		if (resources == null) {
			return role;
		}
		String inner = resources.text("role");
		if (group) {
			// all else belongs to its tasks
			resources.finish();
		}
		if (role == null) {
			// of resources this says only that they are not reserved
			return ("*".equals(inner) && !keepsReservation) ? null : inner;
		}
		if (inner != null && !inner.equals("*") && !inner.equals(role)) {
			node.fault("resources", "have the role '" + inner + "' though role is '" + role + "'");
		}
		return role;
	}

	/** Read a policy; {@code true} stands for one without further wishes. */
	private static ReservationPolicy reservation(@Nullable DocumentReader node) {
		if (node == null) {
			return ReservationPolicy.NONE;
		}
		ReservationPolicy policy = node.has("") ? new ReservationPolicy(node.flag("", false), null)
				: new ReservationPolicy(node.flag("keep", true), node.duration("leave_after"));
		node.finish();
		return policy;
	}

	private static void checkReservation(DocumentReader node, TaskDefinition definition) {
		if (!definition.keepsReservation()) {
			return;
		}
		if (definition.placement().gang()) {
			node.fault("gang", "cannot be combined with a reservation or persistent volumes");
		}
		if (definition.tasks().stream().anyMatch((task) -> task.resources().revocable())) {
			node.fault("resources", "cannot be revocable together with a reservation or persistent volumes");
		}
		if ("*".equals(definition.role())) {
			node.fault("role",
					"must not be '*' with a reservation or persistent volumes; give a role of the framework");
		}
	}

	/** What the tasks of an instance cannot take from one agent together. */
	private static void checkResources(DocumentReader node, String key, List<TaskSpec> tasks) {
		if (tasks.stream().map((task) -> task.resources().revocable()).distinct().count() > 1) {
			node.fault(key, "must all use revocable resources or none, since they share an executor");
		}
		Set<Integer> ports = new HashSet<>();
		for (TaskSpec task : tasks) {
			for (TaskSpec.PortSpec port : task.resources().ports()) {
				if (port.number() > 0 && !ports.add(port.number())) {
					node.fault(key, "has the port " + port.number() + " more than once");
				}
			}
		}
	}

	private static List<TaskSpec> group(DocumentReader node) {
		Set<String> names = new HashSet<>();
		List<TaskSpec> tasks = node.objects("tasks", (task) -> {
			String name = task.requiredText("name");
			if (!name.isEmpty() && (name.length() > 100 || !NAME.matcher(name).matches() || name.contains("."))) {
				task.fault("name", "must be 1 to 100 letters, digits, '-' and '_' but is '" + name + "'");
			}
			if (!names.add(name)) {
				task.fault("name", "'" + name + "' is given more than once");
			}
			TaskSpec spec = TaskSpecReader.readMember(task, name);
			if (spec.container() != null && spec.container().docker()) {
				task.fault("container", "must be of type mesos in a group of tasks; Docker cannot run groups");
			}
			task.finish();
			return spec;
		});
		if (tasks.size() > 1) {
			TaskSpecRules.checkGroup(node, tasks);
		}
		return tasks;
	}

	private static PlacementSpec placement(DocumentReader node) {
		PlacementStrategy strategy = PlacementStrategy.FIRST_FIT;
		boolean strict = true;
		DocumentReader wanted = node.object("strategy");
		if (wanted != null) {
			PlacementStrategy read = wanted.parsed("type", STRATEGIES, PlacementStrategy::parse);
			strategy = (read != null) ? read : strategy;
			strict = wanted.choice("effort", Effort.class, Effort.STRICT) == Effort.STRICT;
			wanted.finish();
		}
		List<FilterSpec> filters = new ArrayList<>();
		for (Object read : node.objects("filters", TaskDefinitionReader::filter)) {
			if (read instanceof FilterSpec filter) {
				filters.add(filter);
			}
			else if (read instanceof PlacementStrategy fromFilter) {
				strategy = fromFilter;
			}
		}
		boolean gang = node.flag("gang", false);
		boolean failFast = node.flag("fail_fast", false);
		if (failFast && !gang) {
			node.fault("fail_fast", "needs gang: true");
		}
		return new PlacementSpec(strategy, strict, node.items("constraints", TaskDefinitionReader::constraint),
				node.objects("affinity", TaskDefinitionReader::affinity), filters, gang, failFast);
	}

	private static ConstraintSpec constraint(DocumentReader node) {
		FieldConstraint rule = node.has("") ? shortConstraint(node) : longConstraint(node);
		node.finish();
		return new ConstraintSpec(rule.field(), rule.operator(), rule.value(), rule.hard());
	}

	/** Read {@code [field, OPERATOR, value]} or {@code field:OPERATOR:value}. */
	private static FieldConstraint shortConstraint(DocumentReader node) {
		List<String> parts = node.texts("");
		try {
			return FieldConstraint.of((parts.size() == 1) ? List.of(parts.get(0).split(":", 3)) : parts);
		}
		catch (IllegalArgumentException ex) {
			node.fault("", String.valueOf(ex.getMessage()));
			return ANY;
		}
	}

	private static FieldConstraint longConstraint(DocumentReader node) {
		String field = node.requiredText("field");
		String value = node.text("value");
		boolean hard = node.flag("hard", true);
		node.requiredText("operator");
		FieldConstraint.Operator operator = node.parsed("operator", Trees.constants(FieldConstraint.Operator.values()),
				FieldConstraint.Operator::parse);
		try {
			return (operator != null) ? new FieldConstraint(field, operator, value, hard) : ANY;
		}
		catch (IllegalArgumentException ex) {
			node.fault("", String.valueOf(ex.getMessage()));
			return ANY;
		}
	}

	private static AffinitySpec affinity(DocumentReader node) {
		boolean with = node.has("with");
		if (with == node.has("apart_from")) {
			node.fault("with", "give either with or apart_from: the name of an app, or a label as key=value");
		}
		AffinitySpec spec = new AffinitySpec(with ? node.text("with", "") : node.text("apart_from", ""), with,
				node.flag("hard", true));
		node.finish();
		return spec;
	}

	private static Object filter(DocumentReader node) {
		List<String> values = node.texts("value");
		if (values.isEmpty()) {
			node.fault("value", "must be a list of at least one value");
		}
		String type = node.oneOf("type", "TEXT", FILTERS);
		if (type.equals("STRATEGY")) {
			PlacementStrategy strategy = strategy(node, values.isEmpty() ? "mux" : values.get(0));
			node.finish();
			return strategy;
		}
		FilterSpec spec = new FilterSpec(FilterSpec.Type.valueOf(type), values);
		try {
			new AttributeFilter(Value.Type.valueOf(spec.type().name()), values);
		}
		catch (IllegalArgumentException ex) {
			node.fault("value", String.valueOf(ex.getMessage()));
		}
		node.finish();
		return spec;
	}

	private static PlacementStrategy strategy(DocumentReader node, String name) {
		try {
			return name.equalsIgnoreCase("single") ? PlacementStrategy.UNIQUE : PlacementStrategy.parse(name);
		}
		catch (IllegalArgumentException ex) {
			node.fault("value", String.valueOf(ex.getMessage()));
			return PlacementStrategy.FIRST_FIT;
		}
	}

	private static RetryPolicy retry(@Nullable DocumentReader node) {
		RetryPolicy defaults = RetryPolicy.DEFAULT;
		if (node == null) {
			return defaults;
		}
		Duration initial = node.duration("time", defaults.initial());
		Duration max = (initial.compareTo(defaults.max()) > 0) ? initial : defaults.max();
		RetryPolicy policy = new RetryPolicy(initial, node.flag("exp_backoff", defaults.exponential()),
				node.duration("max_time", max),
				node.integer("total_retries", defaults.attempts(), -1, Integer.MAX_VALUE),
				node.duration("reset_after", defaults.resetAfter()));
		if (policy.initial().compareTo(MIN_RETRY) < 0) {
			node.fault("time", "must be at least 100ms, so that a failing task does not run hot");
		}
		if (policy.max().compareTo(policy.initial()) < 0) {
			node.fault("max_time", "must not be shorter than time, which is the first wait");
		}
		if (policy.resetAfter().compareTo(MIN_RESET) < 0) {
			node.fault("reset_after", "must be at least 1s, or each failure would count as the first");
		}
		node.finish();
		return policy;
	}

	private static UpdatePolicy update(@Nullable DocumentReader node) {
		UpdatePolicy defaults = UpdatePolicy.DEFAULT;
		if (node == null) {
			return defaults;
		}
		int surge = node.integer("max_surge", defaults.maxSurge(), 0, 10_000);
		// with instances in addition, none has to be missed
		int unavailable = (surge > 0) ? 0 : defaults.maxUnavailable();
		UpdatePolicy policy = new UpdatePolicy(node.integer("batch", defaults.batch(), 1, Integer.MAX_VALUE),
				node.integer("max_unavailable", unavailable, 0, Integer.MAX_VALUE),
				node.number("min_healthy", defaults.minHealthy(), 0, 1),
				node.integer("canary", defaults.canary(), 0, Integer.MAX_VALUE), surge,
				node.duration("ready_within", defaults.readyWithin()), node.duration("watch", defaults.watch()),
				node.integer("max_failures", defaults.maxFailures(), 0, Integer.MAX_VALUE),
				node.flag("rollback", defaults.rollback()));
		if (policy.maxUnavailable() == 0 && policy.minHealthy() == 1 && surge == 0) {
			node.fault("max_unavailable",
					"must be above 0 when min_healthy is 1 and max_surge is 0, or nothing could ever be replaced");
		}
		node.finish();
		return policy;
	}

	private static UnreachablePolicy unreachable(@Nullable DocumentReader node) {
		UnreachablePolicy defaults = UnreachablePolicy.DEFAULT;
		if (node == null) {
			return defaults;
		}
		UnreachablePolicy policy = new UnreachablePolicy(node.duration("replace_after", defaults.replaceAfter()),
				node.flag("adopt", defaults.adopt()));
		node.finish();
		return policy;
	}

	private enum Effort {

		STRICT, BEST_EFFORT

	}

}
