package io.mesosframework.task.internal.state;

import java.util.List;

import io.mesosframework.placement.FieldConstraint;
import io.mesosframework.placement.PlacementStrategy;
import io.mesosframework.task.definition.TaskDefinition.AffinitySpec;
import io.mesosframework.task.definition.TaskDefinition.ConstraintSpec;
import io.mesosframework.task.definition.TaskDefinition.FilterSpec;
import io.mesosframework.task.definition.TaskDefinition.PlacementSpec;
import io.mesosframework.task.internal.state.v1.StateProtos;

/**
 * Encodes and decodes the placement rules of definitions.
 */
final class PlacementCodec {

	private static final EnumNumbers<PlacementStrategy, StateProtos.Placement.Strategy> STRATEGIES = new EnumNumbers<>(
			"placement.strategy", PlacementStrategy.values(), (strategy) -> switch (strategy) {
				case FIRST_FIT -> StateProtos.Placement.Strategy.FIRST_FIT;
				case BINPACK -> StateProtos.Placement.Strategy.BINPACK;
				case SPREAD -> StateProtos.Placement.Strategy.SPREAD;
				case UNIQUE -> StateProtos.Placement.Strategy.UNIQUE;
				case COLOCATE -> StateProtos.Placement.Strategy.COLOCATE;
			});

	private static final EnumNumbers<FieldConstraint.Operator, StateProtos.Placement.Constraint.Operator> OPERATORS = new EnumNumbers<>(
			"constraint.operator", FieldConstraint.Operator.values(), (operator) -> switch (operator) {
				case UNIQUE -> StateProtos.Placement.Constraint.Operator.UNIQUE;
				case CLUSTER -> StateProtos.Placement.Constraint.Operator.CLUSTER;
				case GROUP_BY -> StateProtos.Placement.Constraint.Operator.GROUP_BY;
				case MAX_PER -> StateProtos.Placement.Constraint.Operator.MAX_PER;
				case LIKE -> StateProtos.Placement.Constraint.Operator.LIKE;
				case UNLIKE -> StateProtos.Placement.Constraint.Operator.UNLIKE;
				case IS -> StateProtos.Placement.Constraint.Operator.IS;
				case IN -> StateProtos.Placement.Constraint.Operator.IN;
				case CUSTOM -> StateProtos.Placement.Constraint.Operator.CUSTOM;
			});

	private static final EnumNumbers<FilterSpec.Type, StateProtos.Placement.Filter.Type> TYPES = new EnumNumbers<>(
			"filter.type", FilterSpec.Type.values(), (type) -> switch (type) {
				case TEXT -> StateProtos.Placement.Filter.Type.TEXT;
				case SCALAR -> StateProtos.Placement.Filter.Type.SCALAR;
				case SET -> StateProtos.Placement.Filter.Type.SET;
				case RANGES -> StateProtos.Placement.Filter.Type.RANGES;
			});

	private PlacementCodec() {
	}

	static StateProtos.Placement write(PlacementSpec placement) {
		StateProtos.Placement.Builder written = StateProtos.Placement.newBuilder()
			.setStrategy(STRATEGIES.write(placement.strategy()))
			.setStrict(placement.strict())
			.setGang(placement.gang())
			.setFailFast(placement.failFast());
		placement.constraints().forEach((constraint) -> written.addConstraints(constraint(constraint)));
		placement.affinities()
			.forEach((affinity) -> written.addAffinitiesBuilder()
				.setApp(affinity.app())
				.setTogether(affinity.together())
				.setHard(affinity.hard()));
		placement.filters()
			.forEach((filter) -> written.addFiltersBuilder()
				.setType(TYPES.write(filter.type()))
				.addAllValues(filter.values()));
		return written.build();
	}

	static PlacementSpec read(StateProtos.Placement stored) {
		return new PlacementSpec(STRATEGIES.read(stored.getStrategy()), stored.getStrict(),
				stored.getConstraintsList().stream().map(PlacementCodec::constraint).toList(),
				stored.getAffinitiesList()
					.stream()
					.map((each) -> new AffinitySpec(each.getApp(), each.getTogether(), each.getHard()))
					.toList(),
				stored.getFiltersList()
					.stream()
					.map((each) -> new FilterSpec(TYPES.read(each.getType()), List.copyOf(each.getValuesList())))
					.toList(),
				stored.getGang(), stored.getFailFast());
	}

	private static StateProtos.Placement.Constraint constraint(ConstraintSpec constraint) {
		StateProtos.Placement.Constraint.Builder written = StateProtos.Placement.Constraint.newBuilder()
			.setField(constraint.field())
			.setOperator(OPERATORS.write(constraint.operator()))
			.setHard(constraint.hard());
		Fields.set(constraint.value(), written::setValue);
		return written.build();
	}

	private static ConstraintSpec constraint(StateProtos.Placement.Constraint stored) {
		return new ConstraintSpec(stored.getField(), OPERATORS.read(stored.getOperator()),
				stored.hasValue() ? stored.getValue() : null, stored.getHard());
	}

}
