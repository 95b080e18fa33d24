package io.mesosframework.placement;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The placement extensions of an application: custom rules and scores. An extension that
 * fails does not affect the others: a failing rule refuses the agent, a failing scorer
 * adds nothing to the score.
 *
 * @since 0.1.0
 */
public final class PlacementExtensions {

	private static final Logger logger = LoggerFactory.getLogger(PlacementExtensions.class);

	/** No extensions. */
	public static final PlacementExtensions NONE = new PlacementExtensions(List.of(), List.of());

	private final Map<String, PlacementConstraintFactory> factories = new LinkedHashMap<>();

	private final List<AgentScorer> scorers;

	/**
	 * Create extensions.
	 * @param factories factories of rules, each with a unique name
	 * @param scorers scorers, whose scores are added up
	 * @throws IllegalArgumentException if two factories have the same name
	 */
	public PlacementExtensions(Collection<? extends PlacementConstraintFactory> factories,
			Collection<? extends AgentScorer> scorers) {
		for (PlacementConstraintFactory factory : factories) {
			PlacementConstraintFactory other = this.factories.putIfAbsent(factory.name(), factory);
			if (other != null) {
				throw new IllegalArgumentException("Two placement constraints are named '" + factory.name() + "': "
						+ other.getClass().getName() + " and " + factory.getClass().getName());
			}
		}
		this.scorers = List.copyOf(scorers);
	}

	/**
	 * Create a rule.
	 * @param name its name
	 * @param value the value in the definition, or {@code null}
	 * @param hard whether the rule is mandatory
	 * @return the rule
	 * @throws IllegalArgumentException if there is no rule of that name, or the value is
	 * invalid
	 */
	public PlacementConstraint create(String name, @Nullable String value, boolean hard) {
		PlacementConstraintFactory factory = this.factories.get(name);
		if (factory == null) {
			throw new IllegalArgumentException("There is no placement constraint named '" + name
					+ "'; register a PlacementConstraintFactory, or use one of " + this.factories.keySet());
		}
		return new Guarded(name, factory.create(value), hard);
	}

	boolean scores() {
		return !this.scorers.isEmpty();
	}

	double score(AgentOffer agent, PlacementGroup group) {
		double sum = 0;
		for (AgentScorer scorer : this.scorers) {
			try {
				double score = scorer.score(agent, group);
				sum += Double.isNaN(score) ? 0 : score;
			}
			catch (RuntimeException ex) {
				logger.warn("{} failed to score an agent for '{}'", scorer.getClass().getName(), group.app(), ex);
			}
		}
		return sum;
	}

	/**
	 * A rule of the application.
	 *
	 * @param name its name
	 * @param rule the rule
	 * @param hard whether the rule is mandatory, provided that the rule itself is
	 */
	private record Guarded(String name, PlacementConstraint rule, boolean hard) implements PlacementConstraint {

		@Override
		public @Nullable String refusal(AgentOffer agent, PlacedInstances placed) {
			try {
				return this.rule.refusal(agent, placed);
			}
			catch (RuntimeException ex) {
				logger.warn("The placement constraint '{}' failed", this.name, ex);
				return this.name + " failed with " + ex.getClass().getSimpleName();
			}
		}

		@Override
		public boolean dependsOnPlaced() {
			return this.rule.dependsOnPlaced();
		}

		@Override
		public boolean mayAllowLater() {
			return this.rule.mayAllowLater();
		}

	}

}
