package io.mesosframework.placement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Combines hard rules that depend on nothing but the agent. The answer for an agent is
 * cached until its offers change, so that the rules are not evaluated in every round.
 * Call on the event loop only.
 *
 * @since 0.1.0
 */
public final class AgentRules implements PlacementConstraint {

	private static final int MAX_REMEMBERED = 50_000;

	private final List<PlacementConstraint> rules;

	private final Map<String, Answer> answers = new HashMap<>();

	/**
	 * Combine rules.
	 * @param rules hard rules that do not depend on what is placed
	 */
	public AgentRules(List<PlacementConstraint> rules) {
		this.rules = List.copyOf(rules);
	}

	/**
	 * Return whether a rule depends on nothing but the agent.
	 * @param rule the rule
	 * @return {@code true} if its answer for an agent never changes
	 */
	public static boolean isOne(PlacementConstraint rule) {
		boolean field = rule instanceof FieldConstraint && !rule.dependsOnPlaced();
		return rule.hard() && (field || rule instanceof AttributeFilter);
	}

	@Override
	public @Nullable String refusal(AgentOffer agent, PlacedInstances placed) {
		Answer known = this.answers.get(agent.agentId());
		if (known != null && known.agent() == agent) {
			return known.refusal();
		}
		if (this.answers.size() >= MAX_REMEMBERED) {
			this.answers.clear();
		}
		String refusal = null;
		for (PlacementConstraint rule : this.rules) {
			refusal = rule.refusal(agent, placed);
			if (refusal != null) {
				break;
			}
		}
		this.answers.put(agent.agentId(), new Answer(agent, refusal));
		return refusal;
	}

	@Override
	public boolean dependsOnPlaced() {
		return false;
	}

	/** Return the rules. */
	List<PlacementConstraint> rules() {
		return this.rules;
	}

	@Override
	public String toString() {
		return this.rules.toString();
	}

	/**
	 * The cached answer for an agent.
	 *
	 * @param agent the agent as it was offered
	 * @param refusal the refusal, or {@code null}
	 */
	private record Answer(AgentOffer agent, @Nullable String refusal) {

	}

}
