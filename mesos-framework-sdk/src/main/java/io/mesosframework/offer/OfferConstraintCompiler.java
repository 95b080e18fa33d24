package io.mesosframework.offer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.mesos.v1.scheduler.Protos;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint;
import org.jspecify.annotations.Nullable;

import io.mesosframework.model.OfferConstraints;
import io.mesosframework.placement.FieldConstraint;
import io.mesosframework.placement.FieldConstraint.Operator;
import io.mesosframework.placement.PlacementConstraint;

/**
 * Compiles the rules of waiting apps to offer constraints, which the master uses to
 * filter agents. If a rule cannot be expressed exactly, the compiled constraint admits
 * more agents, never fewer: the master filters out only agents that every app of the role
 * would have refused.
 */
final class OfferConstraintCompiler {

	private static final int MAX_GROUPS = 100;

	private OfferConstraintCompiler() {
	}

	/**
	 * Compile the rules of the waiting apps.
	 * @param waiting the rules of each app by role; apps that accept offers of any role
	 * are listed under {@link OfferDemand#ANY_ROLE}
	 * @param roles the roles of the framework
	 * @return the constraints, or {@code null} if no role can be constrained
	 */
	static Protos.@Nullable OfferConstraints compile(Map<String, List<List<PlacementConstraint>>> waiting,
			Collection<String> roles) {
		OfferConstraints constraints = OfferConstraints.create();
		boolean any = false;
		for (String role : roles) {
			List<List<PlacementConstraint>> apps = new ArrayList<>(waiting.getOrDefault(role, List.of()));
			apps.addAll(waiting.getOrDefault(OfferDemand.ANY_ROLE, List.of()));
			for (List<AttributeConstraint> group : groups(apps)) {
				constraints.role(role, group.toArray(AttributeConstraint[]::new));
				any = true;
			}
		}
		return any ? constraints.build() : null;
	}

	/**
	 * Return constraint groups of which at least one must hold for any app; empty if an
	 * app accepts any agent.
	 */
	private static Set<List<AttributeConstraint>> groups(List<List<PlacementConstraint>> apps) {
		Set<List<AttributeConstraint>> groups = new LinkedHashSet<>();
		for (List<PlacementConstraint> app : apps) {
			List<List<AttributeConstraint>> ofApp = groupsOf(app);
			groups.addAll(ofApp);
			if (ofApp.contains(List.<AttributeConstraint>of()) || groups.size() > MAX_GROUPS) {
				return Set.of();
			}
		}
		return groups;
	}

	/**
	 * Return the product of the alternatives of all rules of an app, all of which must
	 * hold.
	 */
	private static List<List<AttributeConstraint>> groupsOf(List<PlacementConstraint> app) {
		List<List<AttributeConstraint>> product = List.of(List.of());
		for (PlacementConstraint constraint : app) {
			List<AttributeConstraint> alternatives = (constraint.hard() && constraint instanceof FieldConstraint field)
					? alternatives(field) : List.of();
			if (alternatives.isEmpty() || product.size() * alternatives.size() > MAX_GROUPS) {
				continue;
			}
			List<List<AttributeConstraint>> next = new ArrayList<>();
			for (List<AttributeConstraint> group : product) {
				for (AttributeConstraint alternative : alternatives) {
					List<AttributeConstraint> longer = new ArrayList<>(group);
					longer.add(alternative);
					next.add(longer);
				}
			}
			product = next;
		}
		return product;
	}

	/**
	 * Return the constraints of which at least one holds for every suitable agent; empty
	 * if the rule cannot be expressed.
	 */
	private static List<AttributeConstraint> alternatives(FieldConstraint constraint) {
		OfferConstraints.Attribute attribute = attribute(constraint.field());
		if (attribute == null || constraint.operator() == Operator.CUSTOM) {
			return List.of();
		}
		String value = constraint.value();
		if (value == null || constraint.operator() == Operator.GROUP_BY || constraint.operator() == Operator.MAX_PER) {
			// every agent has a hostname
			return isHostname(constraint.field()) ? List.of() : List.of(attribute.exists());
		}
		return switch (constraint.operator()) {
			case IS, CLUSTER -> List.of(attribute.is(value));
			case IN -> constraint.choices().stream().distinct().map(attribute::is).toList();
			case LIKE -> List.of(MasterRegex.isAccepted(value) ? attribute.matches(value) : attribute.exists());
			case UNLIKE -> MasterRegex.isAccepted(value) ? List.of(attribute.matchesNot(value)) : List.of();
			case UNIQUE, GROUP_BY, MAX_PER -> List.of(attribute.exists());
			case CUSTOM -> List.of();
		};
	}

	private static boolean isHostname(String field) {
		return "hostname".equals(field) || "@hostname".equals(field);
	}

	private static OfferConstraints.@Nullable Attribute attribute(String field) {
		return switch (field) {
			case "hostname", "@hostname" -> OfferConstraints.hostname();
			case "@region" -> OfferConstraints.region();
			case "@zone" -> OfferConstraints.zone();
			case "@agent" -> null;
			default -> OfferConstraints.attribute(field);
		};
	}

}
