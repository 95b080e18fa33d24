package io.mesosframework.placement;

import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The placement rules of one group, sorted by when they must be evaluated.
 */
final class GroupRules {

	/** Rules whose answer may change with every placement. */
	private final List<PlacementConstraint> live;

	/** Rules whose answer stays the same during a round. */
	private final List<PlacementConstraint> fixed;

	private final List<PlacementConstraint> wishes;

	private final PlacedInstances instances;

	/**
	 * Sort the rules of a group.
	 * @param group the group
	 * @param instances where its instances run, including those placed in this round
	 */
	GroupRules(PlacementGroup group, PlacedInstances instances) {
		this.instances = instances;
		this.wishes = select(group, (rule) -> !rule.hard());
		this.live = select(group, (rule) -> rule.hard() && rule.dependsOnPlaced());
		this.fixed = select(group, (rule) -> rule.hard() && !rule.dependsOnPlaced());
	}

	private static List<PlacementConstraint> select(PlacementGroup group, Predicate<PlacementConstraint> which) {
		List<PlacementConstraint> all = group.constraints();
		return all.isEmpty() ? all : all.stream().filter(which).toList();
	}

	boolean hasWishes() {
		return !this.wishes.isEmpty();
	}

	/** Return whether a placement may change how many soft rules an agent fulfils. */
	boolean wishesChange() {
		return !this.wishes.isEmpty() && this.wishes.stream().anyMatch(PlacementConstraint::dependsOnPlaced);
	}

	/** Return whether a placement may make a refused agent suitable. */
	boolean mayAllowLater() {
		return !this.live.isEmpty() && this.live.stream().anyMatch(PlacementConstraint::mayAllowLater);
	}

	/**
	 * Return whether rules on the group's own instances permit one instance at a time on
	 * an agent.
	 */
	boolean inTurns() {
		return !this.live.isEmpty() && !this.live.stream().allMatch((rule) -> rule instanceof AffinityConstraint);
	}

	/** Return whether the fixed rules allow an agent. */
	boolean fixedAllow(AgentOffer agent) {
		return refusal(this.fixed, agent) == null;
	}

	/** Return whether the live rules currently allow an agent. */
	boolean liveAllow(AgentOffer agent) {
		return refusal(this.live, agent) == null;
	}

	/** Return why an agent is refused, or {@code null} if it is not. */
	@Nullable String refusal(AgentOffer agent) {
		String refusal = refusal(this.fixed, agent);
		return (refusal != null) ? refusal : refusal(this.live, agent);
	}

	private @Nullable String refusal(List<PlacementConstraint> rules, AgentOffer agent) {
		for (PlacementConstraint rule : rules) {
			String refusal = rule.refusal(agent, this.instances);
			if (refusal != null) {
				return refusal;
			}
		}
		return null;
	}

	/** Return how many soft rules an agent does not fulfil. */
	int brokenWishes(AgentOffer agent) {
		int broken = 0;
		for (PlacementConstraint wish : this.wishes) {
			if (wish.refusal(agent, this.instances) != null) {
				broken++;
			}
		}
		return broken;
	}

}
