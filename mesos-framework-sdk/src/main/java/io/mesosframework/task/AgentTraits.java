package io.mesosframework.task;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.mesosframework.placement.AgentOffer;

/**
 * The attributes and fault domain of an agent, kept for evaluating placement constraints
 * after its offer is gone. Immutable.
 *
 * @param attributes the agent's attributes as text, by name
 * @param region the agent's region, or {@code null}
 * @param zone the agent's zone, or {@code null}
 * @since 0.1.0
 */
public record AgentTraits(Map<String, String> attributes, @Nullable String region, @Nullable String zone) {

	static AgentTraits of(AgentOffer agent) {
		return new AgentTraits(agent.attributes(), agent.region(), agent.zone());
	}

}
