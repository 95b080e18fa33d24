package io.mesosframework.task.definition;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.mesosframework.placement.FieldConstraint;
import io.mesosframework.placement.PlacementStrategy;
import io.mesosframework.task.definition.TaskDefinition.RestartPolicy;

import static io.mesosframework.task.definition.FieldTypes.FLAG;
import static io.mesosframework.task.definition.FieldTypes.TEXT;

/**
 * Declares the fields of a definition.
 */
final class DefinitionFields {

	static final DefinitionField<String> CONSTRAINT_FIELD = DefinitionField
		.of("field", TEXT, "Attribute of the agent, `hostname`, `@agent`, `@region` or `@zone`.")
		.required("hostname");

	static final DefinitionField<FieldConstraint.Operator> OPERATOR = DefinitionField
		.of("operator",
				FieldTypes.parsed(Trees.constants(FieldConstraint.Operator.values()), FieldConstraint.Operator::parse,
						FieldConstraint.Operator::toString),
				"Operator; `CUSTOM` is for [rules of your own](offers.md#custom-constraints-and-scores).")
		.required(FieldConstraint.Operator.UNIQUE);

	static final DefinitionField<String> CONSTRAINT_VALUE = DefinitionField.of("value", TEXT,
			"Value, for operators that need one.");

	static final DefinitionField<Boolean> HARD = DefinitionField
		.of("hard", FLAG, "Whether the rule must be kept, instead of as far as possible.")
		.orElse(true);

	static final DefinitionField<List<String>> SHORT_CONSTRAINT = DefinitionField.list("", TEXT, "");

	static final ObjectType CONSTRAINT = ObjectType.of(CONSTRAINT_FIELD, OPERATOR, CONSTRAINT_VALUE, HARD)
		.orShort(SHORT_CONSTRAINT);

	static final DefinitionField<String> WITH = DefinitionField.of("with", TEXT,
			"App, or label `key=value`, that must be on the agent.");

	static final DefinitionField<String> APART_FROM = DefinitionField.of("apart_from", TEXT,
			"App, or label `key=value`, that must not be on the agent.");

	static final ObjectType AFFINITY_TYPE = ObjectType.of(WITH, APART_FROM, HARD);

	static final DefinitionField<String> FILTER_TYPE = DefinitionField
		.of("type", FieldTypes.oneOf("TEXT", "SCALAR", "SET", "RANGES", "STRATEGY"),
				"Type of the attribute. `STRATEGY` sets `strategy.type` instead.")
		.orElse("TEXT");

	static final DefinitionField<List<String>> FILTER_VALUES = DefinitionField.list("value", TEXT,
			"Values of which the attribute has one; all, for `SET` and `RANGES`. At least one must be given.");

	static final ObjectType FILTER = ObjectType.of(FILTER_TYPE, FILTER_VALUES);

	static final DefinitionField<PlacementStrategy> STRATEGY_TYPE = DefinitionField.of("type",
			FieldTypes.parsed(
					Stream.concat(Trees.constants(PlacementStrategy.values()).stream(), Stream.of("mux")).toList(),
					PlacementStrategy::parse, (strategy) -> strategy.name().toLowerCase(Locale.ROOT).replace('_', '-')),
			"Which agents are preferred. `mux` is another name of `first-fit`.")
		.orElse(PlacementStrategy.FIRST_FIT);

	static final DefinitionField<Effort> EFFORT = DefinitionField
		.of("effort", FieldTypes.choice(Effort.class),
				"Whether instances wait if the strategy cannot be kept; with `best-effort`, `unique` only spreads.")
		.orElse(Effort.STRICT);

	static final DefinitionField<String> NAME = DefinitionField
		.of("name", TEXT,
				"Name, unique in the framework: 1 to 100 letters, digits, `-`, `_` and single dots, but not "
						+ "`schema` or `openapi`. In `mesos.apps.<name>` it is the key.")
		.required("");

	static final DefinitionField<Integer> INSTANCES = DefinitionField
		.of("instances", FieldTypes.integer(0, 1_000_000), "How many instances there should be.")
		.orElse(1);

	static final DefinitionField<String> ROLE = DefinitionField.of("role", TEXT,
			"Role whose offers are used, instead of any role of the framework.");

	static final DefinitionField<Map<String, String>> LABELS = DefinitionField.map("labels", "Labels of every task.");

	static final DefinitionField<String> RESOURCES_ROLE = DefinitionField.of("role", TEXT,
			"Another place for `role`; `*` stands for any role of the framework.");

	static final DefinitionField<DocumentReader> RESOURCES = DefinitionField.of("resources",
			TaskFields.RESOURCES_TYPE.with(RESOURCES_ROLE), "What each instance needs. Must be given.");

	static final DefinitionField<List<DocumentReader>> TASKS = DefinitionField.list("tasks", TaskFields.MEMBER,
			"Tasks of each instance, which live and die together (a task group), instead of a single one. The fields "
					+ "of a task then stand in each of them.");

	static final DefinitionField<List<DocumentReader>> CONSTRAINTS = DefinitionField.list("constraints", CONSTRAINT,
			"Rules on fields of the agents, also as `field:OPERATOR:value` or `[field, OPERATOR, value]`.");

	static final DefinitionField<List<DocumentReader>> AFFINITY = DefinitionField.list("affinity", AFFINITY_TYPE,
			"Rules on other apps on the agent.");

	static final DefinitionField<DocumentReader> STRATEGY = DefinitionField.of("strategy",
			ObjectType.of(STRATEGY_TYPE, EFFORT), "Which of the possible agents is taken.");

	static final DefinitionField<List<DocumentReader>> FILTERS = DefinitionField.list("filters", FILTER,
			"Rules on attributes of agents by their values, whatever their names.");

	static final DefinitionField<Boolean> GANG = DefinitionField
		.of("gang", FLAG, "Whether all instances are launched together or none, see [gangs](offers.md#gangs).")
		.orElse(false);

	static final DefinitionField<Boolean> FAIL_FAST = DefinitionField
		.of("fail_fast", FLAG, "Whether the failure of one instance of a gang ends all.")
		.orElse(false);

	static final DefinitionField<RestartPolicy> RESTART = DefinitionField
		.of("restart", FieldTypes.choice(RestartPolicy.class),
				"When an instance that ended is started again: a service `always`, a job `on-failure` or `never`.")
		.orElse(RestartPolicy.ALWAYS);

	static final DefinitionField<DocumentReader> RETRY = DefinitionField.of("retry", PolicyFields.RETRY,
			"How long to wait before an instance that failed is started again.");

	static final DefinitionField<DocumentReader> UPDATE = DefinitionField.of("update", PolicyFields.UPDATE,
			"How a new version replaces the one before, see [deployments](tasks.md#deployments).");

	static final DefinitionField<DocumentReader> UNREACHABLE = DefinitionField.of("unreachable",
			PolicyFields.UNREACHABLE, "What happens when an agent is out of reach.");

	static final DefinitionField<Integer> PRIORITY = DefinitionField
		.of("priority", FieldTypes.integer(-1000, 1000), "Apps with a higher priority are placed first.")
		.orElse(0);

	static final DefinitionField<DocumentReader> RESERVATION = DefinitionField.of("reservation",
			PolicyFields.RESERVATION,
			"Whether each instance keeps its place, see [volumes](volumes.md); `true` stands for one without further "
					+ "fields.");

	static final ObjectType DEFINITION = ObjectType.of(NAME, INSTANCES, ROLE, LABELS, RESOURCES, TaskFields.COMMAND,
			TaskFields.CONTAINER, TaskFields.HEALTH, TaskFields.READINESS, TaskFields.KILL,
			TaskFields.MAX_COMPLETION_TIME, TASKS, CONSTRAINTS, AFFINITY, STRATEGY, FILTERS, GANG, FAIL_FAST, RESTART,
			RETRY, UPDATE, UNREACHABLE, PRIORITY, RESERVATION);

	private DefinitionFields() {
	}

	/**
	 * Whether a placement strategy is mandatory.
	 */
	enum Effort {

		/** The strategy is mandatory. */
		STRICT,

		/** The strategy is followed as far as possible. */
		BEST_EFFORT

	}

}
