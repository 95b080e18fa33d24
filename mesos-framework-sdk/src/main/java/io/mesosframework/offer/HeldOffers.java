package io.mesosframework.offer;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The undecided offers of one agent to one role.
 *
 * @param agentId the agent
 * @param hostname its hostname
 * @param role the role
 * @param region the agent's region, or {@code null}
 * @param zone the agent's zone, or {@code null}
 * @param offerIds the ids of the offers, oldest first
 * @param resources the sum of their resources as text, for example {@code cpus:2;
 * mem(web):512}
 * @param since when the oldest offer was received
 * @param until when the first of them expires
 * @param keptFor the gang for which they are kept, or {@code null}
 * @param unavailableFrom when planned maintenance begins, or {@code null}
 * @param unavailableUntil when it ends, or {@code null} if there is none or it has no end
 * @since 0.1.0
 */
public record HeldOffers(String agentId, String hostname, String role, @Nullable String region, @Nullable String zone,
		List<String> offerIds, String resources, Instant since, Instant until, @Nullable String keptFor,
		@Nullable Instant unavailableFrom, @Nullable Instant unavailableUntil) {

}
