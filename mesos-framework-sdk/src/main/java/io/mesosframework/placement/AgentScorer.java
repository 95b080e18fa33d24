package io.mesosframework.placement;

/**
 * Scores how suitable an agent is for the instances of an app. Agents with a higher score
 * are preferred; among equal scores the strategy of the app decides. Called on the event
 * loop, once per round for each suitable agent. It must be fast and free of side effects.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface AgentScorer {

	/**
	 * Score an agent.
	 * @param agent the agent with its offers before the round
	 * @param group the instances to be placed
	 * @return the score; higher is better
	 */
	double score(AgentOffer agent, PlacementGroup group);

}
