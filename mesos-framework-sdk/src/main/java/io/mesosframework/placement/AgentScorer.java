package io.mesosframework.placement;

/**
 * Says how welcome an agent is to instances of an app. Agents with a higher score are
 * preferred; among equal ones the strategy of the app decides. Asked on the event loop
 * once in a round for each agent that suits: it must be quick and without side effects.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface AgentScorer {

	/**
	 * Score an agent.
	 * @param agent the agent with what it offered before the round
	 * @param group the instances that are placed
	 * @return the score; the higher, the better
	 */
	double score(AgentOffer agent, PlacementGroup group);

}
