package io.mesosframework.task;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.mesosframework.placement.AgentOffer;

/**
 * What constraints may ask of an agent long after its offer is gone. Immutable.
 *
 * @param attributes its attributes as text by name
 * @param region its region, or {@code null}
 * @param zone its zone, or {@code null}
 * @since 0.1.0
 */
public record AgentTraits(Map<String, String> attributes, @Nullable String region, @Nullable String zone) {

	static AgentTraits of(AgentOffer agent) {
		return new AgentTraits(agent.attributes(), agent.region(), agent.zone());
	}

}
