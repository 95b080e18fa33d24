package io.mesosframework.placement;

import org.jspecify.annotations.Nullable;

/**
 * Constrains where the instances of one app may run. Hard rules exclude an agent, soft
 * rules only make it less preferred. Implementations are stateless and thread-safe: the
 * current placement is passed with each call.
 *
 * @since 0.1.0
 */
public interface PlacementConstraint {

	/**
	 * Return why an agent does not suit one more instance.
	 * @param agent the agent
	 * @param placed the running and placed instances of this app and of others
	 * @return a short reason that names no agents, for example {@code rack UNIQUE};
	 * {@code
	 * null} if the agent suits
	 */
	@Nullable String refusal(AgentOffer agent, PlacedInstances placed);

	/**
	 * Return whether the rule is mandatory.
	 * @return {@code false} if it is only a preference
	 */
	default boolean hard() {
		return true;
	}

	/**
	 * Return whether the answer for an agent may change when an instance is placed.
	 * @return {@code false} if it depends on the agent only, so that it is evaluated once
	 */
	default boolean dependsOnPlaced() {
		return true;
	}

	/**
	 * Return whether a refused agent may become suitable later in the same round, after
	 * more instances have been placed elsewhere.
	 * @return {@code false} if a refusal is final for the round
	 */
	default boolean mayAllowLater() {
		return dependsOnPlaced();
	}

}
