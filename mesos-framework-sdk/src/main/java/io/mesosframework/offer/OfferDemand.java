package io.mesosframework.offer;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * For whom offers are needed after a round of placement.
 *
 * @param now the roles for which something is ready that found no place; the empty name
 * stands for any role
 * @param soon when something will be ready, by role
 * @param fresh whether there is new work, for which offers that were refused before are
 * asked for again
 * @since 0.1.0
 */
public record OfferDemand(Set<String> now, Map<String, Instant> soon, boolean fresh) {

	/** The name that stands for any role. */
	public static final String ANY_ROLE = "";

	/** Nothing is needed. */
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
