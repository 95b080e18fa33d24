package io.mesosframework.placement;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Agents whose maintenance has begun, or begins soon, are not used.
 *
 * @param now the time
 * @param limit maintenance that begins later does not matter yet
 * @since 0.1.0
 */
public record AvailabilityConstraint(Instant now, Instant limit) implements PlacementConstraint {

	@Override
	public @Nullable String refusal(AgentOffer agent, PlacedInstances placed) {
		return refusal(agent);
	}

	/**
	 * Return why an agent is not used, whatever runs there.
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
