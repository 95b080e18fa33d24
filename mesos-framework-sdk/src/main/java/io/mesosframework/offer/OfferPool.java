package io.mesosframework.offer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.Offer;
import org.jspecify.annotations.Nullable;

import io.mesosframework.scheduler.OfferReply;

/**
 * The claimed offers that wait for a decision, taken together by agent and role. None is
 * held longer than the hold time. Used on the event loop only.
 */
public final class OfferPool {

	private final Duration hold;

	private final Map<String, Held> held = new LinkedHashMap<>();

	private final Map<Key, Pooled> agents = new LinkedHashMap<>();

	/**
	 * Create an empty pool.
	 * @param hold how long an offer may be held
	 */
	public OfferPool(Duration hold) {
		this.hold = hold;
	}

	/**
	 * Put a claimed offer into the pool.
	 * @param reply the right to answer it
	 * @param now the time
	 */
	public void add(OfferReply reply, Instant now) {
		Offer offer = reply.offer();
		Key key = new Key(offer.getAgentId().getValue(),
				offer.hasAllocationInfo() ? offer.getAllocationInfo().getRole() : "*");
		this.held.put(offer.getId().getValue(), new Held(reply, key, now.plus(this.hold)));
		this.agents.computeIfAbsent(key, (same) -> new Pooled()).add(reply);
	}

	/**
	 * Take an offer out that is void.
	 * @param offerId the offer
	 */
	public void remove(String offerId) {
		Held gone = this.held.remove(offerId);
		if (gone != null) {
			Pooled pooled = this.agents.get(gone.key());
			if (pooled != null && pooled.remove(offerId)) {
				this.agents.remove(gone.key());
			}
		}
	}

	/** Forget all: their session has ended. */
	public void clear() {
		this.held.clear();
		this.agents.clear();
	}

	/**
	 * Return what the agents offer to a role.
	 * @param role the role, or {@code null} for any: then the role with the most agents
	 * is seen for each agent
	 * @return the offers of each agent taken together
	 */
	public List<AgentOffer> agents(@Nullable String role) {
		Map<String, AgentOffer> byAgent = new LinkedHashMap<>();
		this.agents.forEach((key, pooled) -> {
			if (role == null || role.equals(key.role())) {
				byAgent.putIfAbsent(key.agentId(), pooled.sum());
			}
		});
		return new ArrayList<>(byAgent.values());
	}

	/**
	 * Take all offers of an agent and role out, to accept them.
	 * @param agent the agent's offers as {@link #agents} gave them
	 * @return the rights to answer them
	 */
	public List<OfferReply> take(AgentOffer agent) {
		Pooled pooled = this.agents.remove(new Key(agent.agentId(), agent.role()));
		if (pooled == null) {
			return List.of();
		}
		pooled.replies.keySet().forEach(this.held::remove);
		return new ArrayList<>(pooled.replies.values());
	}

	/**
	 * Take out what has been held long enough.
	 * @param now the time
	 * @return the rights to answer it
	 */
	public List<OfferReply> takeExpired(Instant now) {
		List<OfferReply> expired = new ArrayList<>();
		for (Map.Entry<String, Held> entry : List.copyOf(this.held.entrySet())) {
			if (entry.getValue().until().isAfter(now)) {
				break;
			}
			expired.add(entry.getValue().reply());
			remove(entry.getKey());
		}
		return expired;
	}

	/**
	 * Take everything out.
	 * @return the rights to answer it
	 */
	public List<OfferReply> takeAll() {
		List<OfferReply> all = this.held.values().stream().map(Held::reply).toList();
		clear();
		return all;
	}

	/**
	 * Return when the next offer has been held long enough.
	 * @return the time, or {@code null} if the pool is empty
	 */
	public @Nullable Instant nextExpiry() {
		return this.held.isEmpty() ? null : this.held.values().iterator().next().until();
	}

	/**
	 * Return how many offers are held.
	 * @return the number
	 */
	public int size() {
		return this.held.size();
	}

	/**
	 * An agent and a role.
	 *
	 * @param agentId the agent
	 * @param role the role
	 */
	private record Key(String agentId, String role) {

	}

	/**
	 * An offer that is held.
	 *
	 * @param reply the right to answer it
	 * @param key where it belongs
	 * @param until when it is given up
	 */
	private record Held(OfferReply reply, Key key, Instant until) {

	}

	/**
	 * The offers of one agent and role.
	 */
	private static final class Pooled {

		private final Map<String, OfferReply> replies = new HashMap<>();

		private @Nullable AgentOffer sum;

		void add(OfferReply reply) {
			this.replies.put(reply.offer().getId().getValue(), reply);
			this.sum = null;
		}

		boolean remove(String offerId) {
			this.replies.remove(offerId);
			this.sum = null;
			return this.replies.isEmpty();
		}

		AgentOffer sum() {
			AgentOffer sum = this.sum;
			if (sum == null) {
				Collection<Offer> offers = this.replies.values().stream().map(OfferReply::offer).toList();
				sum = AgentOffer.of(offers);
				this.sum = sum;
			}
			return sum;
		}

	}

}
