package io.mesosframework.offer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.mesosframework.placement.AgentOffer;
import io.mesosframework.scheduler.ClaimedOffer;

/**
 * The free offers of one agent to one role, and the sum of their resources.
 */
final class FreeOffers {

	private final Map<String, ClaimedOffer> replies = new LinkedHashMap<>();

	private final String role;

	private @Nullable AgentOffer sum;

	FreeOffers(String role) {
		this.role = role;
	}

	void add(ClaimedOffer reply) {
		this.replies.put(reply.offer().getId().getValue(), reply);
		this.sum = null;
	}

	/** Remove an offer and return whether no offer is left. */
	boolean remove(String offerId) {
		this.replies.remove(offerId);
		this.sum = null;
		return this.replies.isEmpty();
	}

	/** Return the ids of the offers, oldest first. */
	Set<String> ids() {
		return this.replies.keySet();
	}

	/** Return the offers combined into one. */
	AgentOffer sum() {
		AgentOffer sum = this.sum;
		if (sum == null) {
			sum = AgentOffer.of(this.replies.values().stream().map(ClaimedOffer::offer).toList(), this.role);
			this.sum = sum;
		}
		return sum;
	}

}
