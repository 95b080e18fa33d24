package io.mesosframework.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.scheduler.Protos;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint.Predicate;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint.Selector;

/**
 * Builds the constraints on the agents whose offers a framework wants, per role. An agent
 * is accepted if all constraints of at least one group hold. Patterns are RE2 patterns,
 * must match whole values and are limited in size by the master. Look-around and
 * back-references of Java make the master reject the whole subscription. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class OfferConstraints {

	private final Map<String, List<Group>> roles = new LinkedHashMap<>();

	private OfferConstraints() {
	}

	/**
	 * Create an instance without constraints.
	 * @return a builder
	 */
	public static OfferConstraints create() {
		return new OfferConstraints();
	}

	/**
	 * Add a group for a role.
	 * @param role the role
	 * @param constraints the constraints, at least one
	 * @return this builder
	 */
	public OfferConstraints role(String role, AttributeConstraint... constraints) {
		if (constraints.length == 0) {
			throw new IllegalArgumentException("A group of offer constraints must not be empty; role " + role);
		}
		Roles.validate(role);
		this.roles.computeIfAbsent(role, (key) -> new ArrayList<>()).add(new Group(List.of(constraints)));
		return this;
	}

	/**
	 * Return the host name of the agent.
	 * @return the attribute to constrain
	 */
	public static Attribute hostname() {
		return new Attribute(
				Selector.newBuilder().setPseudoattributeType(Selector.PseudoattributeType.HOSTNAME).build());
	}

	/**
	 * Return the region of the agent's domain.
	 * @return the attribute to constrain
	 */
	public static Attribute region() {
		return new Attribute(Selector.newBuilder().setPseudoattributeType(Selector.PseudoattributeType.REGION).build());
	}

	/**
	 * Return the zone of the agent's domain.
	 * @return the attribute to constrain
	 */
	public static Attribute zone() {
		return new Attribute(Selector.newBuilder().setPseudoattributeType(Selector.PseudoattributeType.ZONE).build());
	}

	/**
	 * Return an attribute of the agent. If it has several of that name, the first one
	 * counts.
	 * @param name the name
	 * @return the attribute to constrain
	 */
	public static Attribute attribute(String name) {
		return new Attribute(Selector.newBuilder().setAttributeName(name).build());
	}

	/**
	 * Build the constraints.
	 * @return the constraints
	 */
	public Protos.OfferConstraints build() {
		Protos.OfferConstraints.Builder built = Protos.OfferConstraints.newBuilder();
		this.roles.forEach((role, groups) -> {
			Protos.OfferConstraints.RoleConstraints.Builder constraints = Protos.OfferConstraints.RoleConstraints
				.newBuilder();
			groups.forEach((group) -> constraints.addGroupsBuilder().addAllAttributeConstraints(group.constraints()));
			built.putRoleConstraints(role, constraints.build());
		});
		return built.build();
	}

	/**
	 * Constraints that must all hold.
	 *
	 * @param constraints the constraints
	 */
	private record Group(List<AttributeConstraint> constraints) {
	}

	/**
	 * A property of an agent that can be constrained.
	 */
	public static final class Attribute {

		private final Selector selector;

		private Attribute(Selector selector) {
			this.selector = selector;
		}

		/**
		 * Require that the attribute exists.
		 * @return the constraint
		 */
		public AttributeConstraint exists() {
			return with(Predicate.newBuilder().setExists(Predicate.Exists.getDefaultInstance()));
		}

		/**
		 * Require that the attribute does not exist.
		 * @return the constraint
		 */
		public AttributeConstraint notExists() {
			return with(Predicate.newBuilder().setNotExists(Predicate.NotExists.getDefaultInstance()));
		}

		/**
		 * Require that the attribute exists and has the given text.
		 * @param value the text
		 * @return the constraint
		 */
		public AttributeConstraint is(String value) {
			return with(Predicate.newBuilder().setTextEquals(Predicate.TextEquals.newBuilder().setValue(value)));
		}

		/**
		 * Require that the attribute does not exist or has another text.
		 * @param value the text
		 * @return the constraint
		 */
		public AttributeConstraint isNot(String value) {
			return with(Predicate.newBuilder().setTextNotEquals(Predicate.TextNotEquals.newBuilder().setValue(value)));
		}

		/**
		 * Require that the attribute exists and its whole text matches.
		 * @param regex the RE2 pattern
		 * @return the constraint
		 */
		public AttributeConstraint matches(String regex) {
			return with(Predicate.newBuilder().setTextMatches(Predicate.TextMatches.newBuilder().setRegex(regex)));
		}

		/**
		 * Require that the attribute does not exist or its text does not match.
		 * @param regex the RE2 pattern
		 * @return the constraint
		 */
		public AttributeConstraint matchesNot(String regex) {
			return with(
					Predicate.newBuilder().setTextNotMatches(Predicate.TextNotMatches.newBuilder().setRegex(regex)));
		}

		private AttributeConstraint with(Predicate.Builder predicate) {
			return AttributeConstraint.newBuilder().setSelector(this.selector).setPredicate(predicate).build();
		}

	}

}
