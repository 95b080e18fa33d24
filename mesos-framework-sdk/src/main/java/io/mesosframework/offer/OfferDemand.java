package io.mesosframework.offer;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * The roles that need offers after a placement round.
 *
 * @param now the roles with ready instances that could not be placed; the empty name
 * stands for any role
 * @param soon when instances will become ready, by role
 * @param fresh whether there is new work, so that offers refused earlier are requested
 * again
 * @since 0.1.0
 */
public record OfferDemand(Set<String> now, Map<String, Instant> soon, boolean fresh) {

	/** Stands for any role. */
	public static final String ANY_ROLE = "";

	/** No offers are needed. */
	public static final OfferDemand NONE = new OfferDemand(Set.of(), Map.of(), false);

	boolean isNow(String role) {
		return this.now.contains(role) || this.now.contains(ANY_ROLE);
	}

	boolean isSoon(String role) {
		return this.soon.containsKey(role) || this.soon.containsKey(ANY_ROLE);
	}

	boolean isListening(String role) {
		return isNow(role) || isSoon(role);
	}

}
