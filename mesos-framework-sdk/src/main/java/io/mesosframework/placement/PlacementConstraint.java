package io.mesosframework.placement;

import org.jspecify.annotations.Nullable;

/**
 * A rule on where the instances of one app may run. Hard rules exclude an agent, soft
 * ones only make it less welcome. Implementations are stateless and thread-safe: what is
 * placed where comes with each question.
 *
 * @since 0.1.0
 */
public interface PlacementConstraint {

	/**
	 * Say why an agent does not suit one more instance.
	 * @param agent the agent
	 * @param placed where instances run or are about to run, this app's and others'
	 * @return a short reason without names of agents, for example {@code rack UNIQUE};
	 * {@code null} if the agent suits
	 */
	@Nullable String refusal(AgentOffer agent, PlacedInstances placed);

	/**
	 * Return whether the rule must be kept.
	 * @return {@code false} if it is only a wish
	 */
	default boolean hard() {
		return true;
	}

	/**
	 * Return whether the answer for an agent may change when an instance is placed.
	 * @return {@code false} if it depends on the agent only, so that it is asked once
	 */
	default boolean dependsOnPlaced() {
		return true;
	}

	/**
	 * Return whether an agent that was refused may suit later in the same round, when
	 * more instances have been placed elsewhere.
	 * @return {@code false} if a refusal stands for the rest of the round
	 */
	default boolean mayAllowLater() {
		return dependsOnPlaced();
	}

}
