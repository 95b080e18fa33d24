package io.mesosframework.placement;

import org.jspecify.annotations.Nullable;

/**
 * Constrains which other apps run on the same agent.
 *
 * @param app the name of an app, or a label as {@code key=value}
 * @param together {@code true} if the app must run on the agent, {@code false} if it must
 * not
 * @param hard {@code true} if the rule is mandatory, {@code false} if it is a preference
 * @since 0.1.0
 */
public record AffinityConstraint(String app, boolean together, boolean hard) implements PlacementConstraint {

	@Override
	public @Nullable String refusal(AgentOffer agent, PlacedInstances placed) {
		return (placed.appsOn(agent.agentId()).contains(this.app) == this.together) ? null : toString();
	}

	@Override
	public boolean mayAllowLater() {
		return false;
	}

	@Override
	public String toString() {
		return (this.together ? "with " : "apart from ") + this.app;
	}

}
