package io.mesosframework.placement;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Excludes agents whose maintenance has begun or will begin soon.
 *
 * @param now the current time
 * @param limit agents whose maintenance begins later are still used
 * @since 0.1.0
 */
public record AvailabilityConstraint(Instant now, Instant limit) implements PlacementConstraint {

	@Override
	public @Nullable String refusal(AgentOffer agent, PlacedInstances placed) {
		return refusal(agent);
	}

	/**
	 * Return why an agent is excluded; the instances on it do not matter.
	 * @param agent the agent
	 * @return the reason, or {@code null} if it is used
	 */
	public @Nullable String refusal(AgentOffer agent) {
		Instant from = agent.unavailableFrom();
		Instant until = agent.unavailableUntil();
		boolean over = until != null && !until.isAfter(this.now);
		return (from == null || from.isAfter(this.limit) || over) ? null : "maintenance begins soon";
	}

	@Override
	public boolean dependsOnPlaced() {
		return false;
	}

}
