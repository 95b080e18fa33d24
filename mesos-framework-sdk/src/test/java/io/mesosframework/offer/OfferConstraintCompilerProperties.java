package io.mesosframework.offer;

import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;
import org.jspecify.annotations.Nullable;

import io.mesosframework.placement.AgentOffer;
import io.mesosframework.placement.FieldConstraint;
import io.mesosframework.placement.FieldConstraint.Operator;
import io.mesosframework.placement.PlacedInstances;
import io.mesosframework.placement.PlacementConstraint;
import io.mesosframework.resource.ResourceSamples;

import static org.assertj.core.api.Assertions.assertThat;

class OfferConstraintCompilerProperties {

	@Provide
	Arbitrary<List<List<PlacementConstraint>>> apps() {
		Arbitrary<PlacementConstraint> constraints = Combinators
			.combine(Arbitraries.of("rack", "gen", "hostname", "@zone", "@agent"),
					Arbitraries.of(Operator.values()).filter((operator) -> operator != Operator.CUSTOM),
					Arbitraries.of("r1", "r1,r2", "r.*", "r[12]", "2", "r\\d+", "(r|s)2"),
					Arbitraries.of(true, true, false))
			.filter((field, operator, value, hard) -> value.equals("2")
					|| (operator != Operator.MAX_PER && operator != Operator.GROUP_BY))
			.as(FieldConstraint::new);
		return constraints.list().ofMaxSize(3).list().ofMinSize(1).ofMaxSize(3);
	}

	@Provide
	Arbitrary<AgentOffer> agents() {
		return Combinators
			.combine(Arbitraries.of("a", "r1", "r2"), Arbitraries.of("rack:r1", "rack:r2", "rack:x", "gen:r1", "gen:2"),
					Arbitraries.of("rack:r3", "gen:r2", "os:x"))
			.as((id, one, two) -> ResourceSamples.agent(id, 1, 1, one, two));
	}

	@Property(tries = 5000)
	void noAgentIsFilteredThatAnAppWouldTake(@ForAll("apps") List<List<PlacementConstraint>> apps,
			@ForAll("agents") AgentOffer agent) {
		OfferConstraints constraints = OfferConstraintCompiler.compile(Map.of("web", apps), List.of("web", "db"));
		boolean offered = constraints == null || offers(constraints, agent);

		boolean suits = apps.stream()
			.anyMatch((app) -> app.stream()
				.allMatch((each) -> !each.hard() || each.refusal(agent, new PlacedInstances(Map.of())) == null));

		Statistics.collect((constraints != null) ? "constrained" : "free", offered ? "offered" : "filtered");
		if (suits) {
			assertThat(offered).isTrue();
		}
	}

	private static boolean offers(OfferConstraints constraints, AgentOffer agent) {
		assertThat(constraints.getRoleConstraintsMap()).containsOnlyKeys("web");
		return constraints.getRoleConstraintsOrThrow("web")
			.getGroupsList()
			.stream()
			.anyMatch((group) -> group.getAttributeConstraintsList().stream().allMatch((each) -> holds(each, agent)));
	}

	/** As the master does it: all attributes here are texts. */
	private static boolean holds(AttributeConstraint constraint, AgentOffer agent) {
		String value = select(constraint.getSelector(), agent);
		AttributeConstraint.Predicate predicate = constraint.getPredicate();
		return switch (predicate.getPredicateCase()) {
			case EXISTS -> value != null;
			case NOT_EXISTS -> value == null;
			case TEXT_EQUALS -> value != null && value.equals(predicate.getTextEquals().getValue());
			case TEXT_NOT_EQUALS -> value == null || !value.equals(predicate.getTextNotEquals().getValue());
			case TEXT_MATCHES -> value != null && value.matches(predicate.getTextMatches().getRegex());
			case TEXT_NOT_MATCHES -> value == null || !value.matches(predicate.getTextNotMatches().getRegex());
			case PREDICATE_NOT_SET -> throw new AssertionError(constraint);
		};
	}

	private static @Nullable String select(AttributeConstraint.Selector selector, AgentOffer agent) {
		return switch (selector.getSelectorCase()) {
			case ATTRIBUTE_NAME -> agent.attributes().get(selector.getAttributeName());
			case PSEUDOATTRIBUTE_TYPE -> switch (selector.getPseudoattributeType()) {
				case HOSTNAME -> agent.hostname();
				case REGION -> agent.region();
				case ZONE -> agent.zone();
				case UNKNOWN -> throw new AssertionError(selector);
			};
			case SELECTOR_NOT_SET -> throw new AssertionError(selector);
		};
	}

}
