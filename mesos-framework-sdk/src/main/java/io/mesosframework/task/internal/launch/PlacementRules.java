package io.mesosframework.task.internal.launch;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.mesos.v1.Protos.Value;

import io.mesosframework.placement.AffinityConstraint;
import io.mesosframework.placement.AgentRules;
import io.mesosframework.placement.AttributeFilter;
import io.mesosframework.placement.FieldConstraint;
import io.mesosframework.placement.PlacementConstraint;
import io.mesosframework.placement.PlacementExtensions;
import io.mesosframework.placement.PlacementStrategy;
import io.mesosframework.task.definition.DefinitionError;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinition.ConstraintSpec;
import io.mesosframework.task.definition.TaskDefinition.PlacementSpec;

/**
 * Creates the placement rules of definitions, once for each definition. Used on the event
 * loop only.
 */
final class PlacementRules {

	private static final int MAX_REMEMBERED = 10_000;

	private final PlacementExtensions extensions;

	private final Map<TaskDefinition, Rules> known = new IdentityHashMap<>();

	PlacementRules(PlacementExtensions extensions) {
		this.extensions = extensions;
	}

	/** Report errors in the placement rules of a definition before it is deployed. */
	void check(TaskDefinition definition, Consumer<DefinitionError> faults) {
		int index = 0;
		for (ConstraintSpec spec : definition.placement().constraints()) {
			String path = "constraints[" + index++ + "]";
			try {
				read(spec);
			}
			catch (IllegalArgumentException ex) {
				faults.accept(new DefinitionError(path, (ex.getMessage() != null) ? ex.getMessage() : ex.toString()));
			}
		}
	}

	/** Return the rules of a definition individually. */
	List<PlacementConstraint> constraints(TaskDefinition definition) {
		return rules(definition).single();
	}

	/**
	 * Return the rules of a definition in the form in which they are evaluated, with
	 * cached results where possible.
	 */
	List<PlacementConstraint> asked(TaskDefinition definition) {
		return rules(definition).asked();
	}

	private Rules rules(TaskDefinition definition) {
		Rules rules = this.known.get(definition);
		if (rules == null) {
			if (this.known.size() >= MAX_REMEMBERED) {
				this.known.clear();
			}
			rules = Rules.of(read(definition.placement()));
			this.known.put(definition, rules);
		}
		return rules;
	}

	private PlacementConstraint read(ConstraintSpec spec) {
		return (spec.operator() == FieldConstraint.Operator.CUSTOM)
				? this.extensions.create(spec.field(), spec.value(), spec.hard())
				: new FieldConstraint(spec.field(), spec.operator(), spec.value(), spec.hard());
	}

	private List<PlacementConstraint> read(PlacementSpec placement) {
		List<PlacementConstraint> constraints = new ArrayList<>();
		placement.constraints().forEach((spec) -> constraints.add(read(spec)));
		placement.affinities()
			.forEach((spec) -> constraints.add(new AffinityConstraint(spec.app(), spec.together(), spec.hard())));
		placement.filters()
			.forEach((spec) -> constraints
				.add(new AttributeFilter(Value.Type.valueOf(spec.type().name()), spec.values())));
		return constraints;
	}

	/**
	 * Return the placement strategy. If {@code UNIQUE} is not strict, instances are
	 * spread instead, since not all can have an agent of their own.
	 */
	static PlacementStrategy strategy(PlacementSpec placement) {
		boolean relaxed = placement.strategy() == PlacementStrategy.UNIQUE && !placement.strict();
		return relaxed ? PlacementStrategy.SPREAD : placement.strategy();
	}

	/**
	 * Rules of one definition.
	 *
	 * @param single the individual rules
	 * @param asked the rules as evaluated, with those that depend on the agent alone
	 * combined
	 */
	private record Rules(List<PlacementConstraint> single, List<PlacementConstraint> asked) {

		static Rules of(List<PlacementConstraint> single) {
			List<PlacementConstraint> ofAgents = single.stream().filter(AgentRules::isOne).toList();
			if (ofAgents.isEmpty()) {
				return new Rules(List.copyOf(single), List.copyOf(single));
			}
			List<PlacementConstraint> asked = new ArrayList<>();
			asked.add(new AgentRules(ofAgents));
			single.stream().filter((rule) -> !AgentRules.isOne(rule)).forEach(asked::add);
			return new Rules(List.copyOf(single), List.copyOf(asked));
		}

	}

}
