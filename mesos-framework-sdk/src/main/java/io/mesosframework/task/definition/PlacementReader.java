package io.mesosframework.task.definition;

import java.util.ArrayList;
import java.util.List;

import org.apache.mesos.v1.Protos.Value;

import io.mesosframework.placement.AttributeFilter;
import io.mesosframework.placement.FieldConstraint;
import io.mesosframework.placement.PlacementStrategy;
import io.mesosframework.task.definition.TaskDefinition.AffinitySpec;
import io.mesosframework.task.definition.TaskDefinition.ConstraintSpec;
import io.mesosframework.task.definition.TaskDefinition.FilterSpec;
import io.mesosframework.task.definition.TaskDefinition.PlacementSpec;

/**
 * Reads where the instances of a definition may run.
 */
final class PlacementReader {

	/** The substitute for a rule that could not be read. */
	private static final FieldConstraint ANY = new FieldConstraint("hostname", FieldConstraint.Operator.UNIQUE, null,
			true);

	private PlacementReader() {
	}

	static PlacementSpec read(DocumentReader node) {
		PlacementStrategy strategy = PlacementStrategy.FIRST_FIT;
		boolean strict = true;
		DocumentReader wanted = node.find(DefinitionFields.STRATEGY);
		if (wanted != null) {
			strategy = wanted.get(DefinitionFields.STRATEGY_TYPE);
			strict = wanted.get(DefinitionFields.EFFORT) == DefinitionFields.Effort.STRICT;
		}
		List<FilterSpec> filters = new ArrayList<>();
		for (DocumentReader filter : node.get(DefinitionFields.FILTERS)) {
			if (filter.get(DefinitionFields.FILTER_TYPE).equals("STRATEGY")) {
				strategy = strategy(filter);
			}
			else {
				filters.add(filter(filter));
			}
		}
		boolean gang = node.get(DefinitionFields.GANG);
		boolean failFast = node.get(DefinitionFields.FAIL_FAST);
		if (failFast && !gang) {
			node.fault(DefinitionFields.FAIL_FAST, "needs gang: true");
		}
		return new PlacementSpec(strategy, strict,
				node.get(DefinitionFields.CONSTRAINTS).stream().map(PlacementReader::constraint).toList(),
				node.get(DefinitionFields.AFFINITY).stream().map(PlacementReader::affinity).toList(), filters, gang,
				failFast);
	}

	private static ConstraintSpec constraint(DocumentReader node) {
		FieldConstraint rule = node.has(DefinitionFields.SHORT_CONSTRAINT) ? shortConstraint(node)
				: longConstraint(node);
		return new ConstraintSpec(rule.field(), rule.operator(), rule.value(), rule.hard());
	}

	/** Read {@code [field, OPERATOR, value]} or {@code field:OPERATOR:value}. */
	private static FieldConstraint shortConstraint(DocumentReader node) {
		List<String> parts = node.get(DefinitionFields.SHORT_CONSTRAINT);
		try {
			return (parts.size() == 1) ? FieldConstraint.parse(parts.get(0)) : FieldConstraint.of(parts);
		}
		catch (IllegalArgumentException ex) {
			node.fault("", String.valueOf(ex.getMessage()));
			return ANY;
		}
	}

	private static FieldConstraint longConstraint(DocumentReader node) {
		String field = node.get(DefinitionFields.CONSTRAINT_FIELD);
		String value = node.find(DefinitionFields.CONSTRAINT_VALUE);
		boolean hard = node.get(DefinitionFields.HARD);
		FieldConstraint.Operator operator = node.find(DefinitionFields.OPERATOR);
		try {
			return (operator != null && !field.isBlank()) ? new FieldConstraint(field, operator, value, hard) : ANY;
		}
		catch (IllegalArgumentException ex) {
			node.fault("", String.valueOf(ex.getMessage()));
			return ANY;
		}
	}

	private static AffinitySpec affinity(DocumentReader node) {
		boolean with = node.has(DefinitionFields.WITH);
		if (with == node.has(DefinitionFields.APART_FROM)) {
			node.fault(DefinitionFields.WITH,
					"give either with or apart_from: the name of an app, or a label as key=value");
		}
		String app = node.find(with ? DefinitionFields.WITH : DefinitionFields.APART_FROM);
		return new AffinitySpec((app != null) ? app : "", with, node.get(DefinitionFields.HARD));
	}

	private static List<String> values(DocumentReader node) {
		List<String> values = node.get(DefinitionFields.FILTER_VALUES);
		if (values.isEmpty()) {
			node.fault(DefinitionFields.FILTER_VALUES, "must be a list of at least one value");
		}
		return values;
	}

	private static FilterSpec filter(DocumentReader node) {
		List<String> values = values(node);
		FilterSpec spec = new FilterSpec(FilterSpec.Type.valueOf(node.get(DefinitionFields.FILTER_TYPE)), values);
		try {
			new AttributeFilter(Value.Type.valueOf(spec.type().name()), values);
		}
		catch (IllegalArgumentException ex) {
			node.fault(DefinitionFields.FILTER_VALUES, String.valueOf(ex.getMessage()));
		}
		return spec;
	}

	private static PlacementStrategy strategy(DocumentReader node) {
		List<String> values = values(node);
		String name = values.isEmpty() ? "mux" : values.get(0);
		try {
			return name.equalsIgnoreCase("single") ? PlacementStrategy.UNIQUE : PlacementStrategy.parse(name);
		}
		catch (IllegalArgumentException ex) {
			node.fault(DefinitionFields.FILTER_VALUES, String.valueOf(ex.getMessage()));
			return PlacementStrategy.FIRST_FIT;
		}
	}

}
