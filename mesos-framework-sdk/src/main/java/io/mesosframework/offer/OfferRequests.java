package io.mesosframework.offer;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The roles for which the application itself has requested offers. Call on the event loop
 * only.
 */
final class OfferRequests {

	private final Map<String, Instant> until = new HashMap<>();

	void request(String role, Instant until) {
		this.until.put(role, until);
	}

	/** Add the requested roles to a demand, and forget requests that have ended. */
	OfferDemand addTo(OfferDemand demand, Instant now) {
		this.until.values().removeIf((end) -> !end.isAfter(now));
		if (this.until.isEmpty()) {
			return demand;
		}
		Set<String> roles = new HashSet<>(demand.now());
		roles.addAll(this.until.keySet());
		return new OfferDemand(roles, demand.soon(), demand.fresh());
	}

	/** Return when the next request ends, or {@code null} if there is none. */
	@Nullable Instant due() {
		return this.until.values().stream().min(Instant::compareTo).orElse(null);
	}

}
