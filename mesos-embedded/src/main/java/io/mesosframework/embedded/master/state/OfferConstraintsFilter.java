package io.mesosframework.embedded.master.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the offers of agents away that a framework has excluded by its offer constraints,
 * see {@code src/master/allocator/mesos/offer_constraints_filter.cpp} of Mesos. Groups
 * are alternatives; all constraints of one group must hold.
 *
 * @since 0.1.0
 */
public final class OfferConstraintsFilter {

	/** Excludes nothing. */
	public static final OfferConstraintsFilter NONE = new OfferConstraintsFilter(Map.of());

	private final Map<String, List<List<Predicate<AgentInfo>>>> expressions;

	private OfferConstraintsFilter(Map<String, List<List<Predicate<AgentInfo>>>> expressions) {
		this.expressions = expressions;
	}

	/**
	 * Compile constraints.
	 * @param constraints the constraints
	 * @return the filter
	 * @throws InvalidConstraintsException if they are not valid, with the text of Mesos
	 */
	public static OfferConstraintsFilter of(OfferConstraints constraints) throws InvalidConstraintsException {
		Map<String, List<List<Predicate<AgentInfo>>>> expressions = new HashMap<>();
		for (Map.Entry<String, OfferConstraints.RoleConstraints> entry : constraints.getRoleConstraintsMap()
			.entrySet()) {
			expressions.put(entry.getKey(), groups(entry.getKey(), entry.getValue()));
		}
		return expressions.isEmpty() ? NONE : new OfferConstraintsFilter(expressions);
	}

	private static List<List<Predicate<AgentInfo>>> groups(String role, OfferConstraints.RoleConstraints constraints)
			throws InvalidConstraintsException {
		if (constraints.getGroupsCount() == 0) {
			throw new InvalidConstraintsException(
					"'OfferConstraints::role_constraints' has an empty 'RoleConstraints::groups' for role " + role);
		}
		List<List<Predicate<AgentInfo>>> groups = new ArrayList<>();
		for (OfferConstraints.RoleConstraints.Group group : constraints.getGroupsList()) {
			if (group.getAttributeConstraintsCount() == 0) {
				throw new InvalidConstraintsException("'OfferConstraints::RoleConstraints::groups' for role " + role
						+ "contains an empty RoleConstraints::Group");
			}
			List<Predicate<AgentInfo>> predicates = new ArrayList<>();
			for (AttributeConstraint constraint : group.getAttributeConstraintsList()) {
				predicates.add(constraint(role, constraint));
			}
			groups.add(predicates);
		}
		return groups;
	}

	private static Predicate<AgentInfo> constraint(String role, AttributeConstraint constraint)
			throws InvalidConstraintsException {
		String error = selectorError(constraint.getSelector());
		if (error != null) {
			throw new InvalidConstraintsException("A role " + role + " has an invalid 'AttributeConstraint': " + error);
		}
		try {
			Predicate<@Nullable Attribute> test = predicate(constraint.getPredicate());
			AttributeConstraint.Selector selector = constraint.getSelector();
			return (info) -> test.test(select(selector, info));
		}
		catch (Re2Pattern.SyntaxException ex) {
			throw new InvalidConstraintsException(
					"A role " + role + " has an invalid 'AttributeConstraint': " + ex.getMessage());
		}
	}

	private static @Nullable String selectorError(AttributeConstraint.Selector selector) {
		return switch (selector.getSelectorCase()) {
			case ATTRIBUTE_NAME -> null;
			case PSEUDOATTRIBUTE_TYPE -> switch (selector.getPseudoattributeType()) {
				case HOSTNAME, REGION, ZONE -> null;
				case UNKNOWN -> "Unknown pseudoattribute type";
			};
			case SELECTOR_NOT_SET -> "Exactly one of 'AttributeConstraint::Selector::name' or "
					+ "'AttributeConstraint::Selector::pseudoattribute_type' must be set";
		};
	}

	private static Predicate<@Nullable Attribute> predicate(AttributeConstraint.Predicate predicate)
			throws Re2Pattern.SyntaxException {
		return switch (predicate.getPredicateCase()) {
			case EXISTS -> (attribute) -> attribute != null;
			case NOT_EXISTS -> (attribute) -> attribute == null;
			case TEXT_EQUALS -> positive(predicate.getTextEquals().getValue()::equals);
			case TEXT_NOT_EQUALS -> negative(predicate.getTextNotEquals().getValue()::equals);
			case TEXT_MATCHES -> positive(Re2Pattern.compile(predicate.getTextMatches().getRegex())::matches);
			case TEXT_NOT_MATCHES -> negative(Re2Pattern.compile(predicate.getTextNotMatches().getRegex())::matches);
			case PREDICATE_NOT_SET -> throw new Re2Pattern.SyntaxException("Unknown predicate type");
		};
	}

	private static Predicate<@Nullable Attribute> positive(Predicate<String> test) {
		return (attribute) -> attribute != null
				&& (attribute.getType() != Value.Type.TEXT || test.test(attribute.getText().getValue()));
	}

	private static Predicate<@Nullable Attribute> negative(Predicate<String> test) {
		return (attribute) -> attribute == null || attribute.getType() != Value.Type.TEXT
				|| !test.test(attribute.getText().getValue());
	}

	private static @Nullable Attribute select(AttributeConstraint.Selector selector, AgentInfo info) {
		if (selector.getSelectorCase() == AttributeConstraint.Selector.SelectorCase.ATTRIBUTE_NAME) {
			return info.getAttributesList()
				.stream()
				.filter((attribute) -> attribute.getName().equals(selector.getAttributeName()))
				.findFirst()
				.orElse(null);
		}
		boolean faultDomain = info.getDomain().hasFaultDomain();
		return switch (selector.getPseudoattributeType()) {
			case HOSTNAME -> text(info.getHostname());
			case REGION -> faultDomain ? text(info.getDomain().getFaultDomain().getRegion().getName()) : null;
			case ZONE -> faultDomain ? text(info.getDomain().getFaultDomain().getZone().getName()) : null;
			case UNKNOWN -> null;
		};
	}

	private static Attribute text(String value) {
		return Attribute.newBuilder()
			.setName("")
			.setType(Value.Type.TEXT)
			.setText(Value.Text.newBuilder().setValue(value))
			.build();
	}

	/**
	 * Return whether an agent must not be offered.
	 * @param role the role of the offer
	 * @param info the agent
	 * @return {@code true} when no group of the role's constraints holds
	 */
	public boolean excludes(String role, AgentInfo info) {
		List<List<Predicate<AgentInfo>>> groups = this.expressions.get(role);
		return groups != null
				&& groups.stream().noneMatch((group) -> group.stream().allMatch((constraint) -> constraint.test(info)));
	}

	/**
	 * Offer constraints are not valid.
	 */
	public static final class InvalidConstraintsException extends Exception {

		private static final long serialVersionUID = 1L;

		public InvalidConstraintsException(String message) {
			super(message);
		}

	}

}
