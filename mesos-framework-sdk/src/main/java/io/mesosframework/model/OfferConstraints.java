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
 * Says which agents' offers a framework wants at all, per role. Within a group all
 * constraints must hold; one group that holds is enough. Patterns are RE2, must match
 * whole values and are limited in size by the master; Java's look-around and
 * back-references are refused with the whole subscription. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class OfferConstraints {

	private final Map<String, List<Group>> roles = new LinkedHashMap<>();

	private OfferConstraints() {
	}

	/**
	 * Starts with no constraints.
	 * @return a builder
	 */
	public static OfferConstraints create() {
		return new OfferConstraints();
	}

	/**
	 * Adds a group for a role.
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
	 * The agent's host name.
	 * @return what to constrain
	 */
	public static Attribute hostname() {
		return new Attribute(
				Selector.newBuilder().setPseudoattributeType(Selector.PseudoattributeType.HOSTNAME).build());
	}

	/**
	 * The region of the agent's domain.
	 * @return what to constrain
	 */
	public static Attribute region() {
		return new Attribute(Selector.newBuilder().setPseudoattributeType(Selector.PseudoattributeType.REGION).build());
	}

	/**
	 * The zone of the agent's domain.
	 * @return what to constrain
	 */
	public static Attribute zone() {
		return new Attribute(Selector.newBuilder().setPseudoattributeType(Selector.PseudoattributeType.ZONE).build());
	}

	/**
	 * An attribute of the agent; the first one of that name.
	 * @param name the name
	 * @return what to constrain
	 */
	public static Attribute attribute(String name) {
		return new Attribute(Selector.newBuilder().setAttributeName(name).build());
	}

	/**
	 * Makes the constraints.
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
	 * Constraints of which all must hold.
	 *
	 * @param constraints the constraints
	 */
	private record Group(List<AttributeConstraint> constraints) {
	}

	/**
	 * Something of an agent that can be constrained.
	 */
	public static final class Attribute {

		private final Selector selector;

		private Attribute(Selector selector) {
			this.selector = selector;
		}

		/**
		 * It is there.
		 * @return the constraint
		 */
		public AttributeConstraint exists() {
			return with(Predicate.newBuilder().setExists(Predicate.Exists.getDefaultInstance()));
		}

		/**
		 * It is not there.
		 * @return the constraint
		 */
		public AttributeConstraint notExists() {
			return with(Predicate.newBuilder().setNotExists(Predicate.NotExists.getDefaultInstance()));
		}

		/**
		 * It is there and its text is the given one.
		 * @param value the text
		 * @return the constraint
		 */
		public AttributeConstraint is(String value) {
			return with(Predicate.newBuilder().setTextEquals(Predicate.TextEquals.newBuilder().setValue(value)));
		}

		/**
		 * It is not there, or its text is another one.
		 * @param value the text
		 * @return the constraint
		 */
		public AttributeConstraint isNot(String value) {
			return with(Predicate.newBuilder().setTextNotEquals(Predicate.TextNotEquals.newBuilder().setValue(value)));
		}

		/**
		 * It is there and its whole text matches.
		 * @param regex the RE2 pattern
		 * @return the constraint
		 */
		public AttributeConstraint matches(String regex) {
			return with(Predicate.newBuilder().setTextMatches(Predicate.TextMatches.newBuilder().setRegex(regex)));
		}

		/**
		 * It is not there, or its text does not match.
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
