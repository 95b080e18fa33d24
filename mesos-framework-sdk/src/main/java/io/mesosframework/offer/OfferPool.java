package io.mesosframework.offer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;

import org.apache.mesos.v1.Protos.Offer;
import org.jspecify.annotations.Nullable;

import io.mesosframework.placement.AgentOffer;
import io.mesosframework.scheduler.ClaimedOffer;
import io.mesosframework.util.Times;

/**
 * The claimed offers that are still undecided: free offers, combined by agent and role,
 * and offers that are about to be accepted. A free offer is held for the hold time, or
 * longer while it is kept for a gang, but never longer than its maximum age. Changed on
 * the event loop only; {@link #held()} and {@link #size()} may be read from any thread.
 *
 * @since 0.1.0
 */
public final class OfferPool {

	private final Duration hold;

	private final Duration maxAge;

	/** The free offers, oldest first. */
	private final ConcurrentSkipListSet<Held> held = new ConcurrentSkipListSet<>(
			Comparator.comparing(Held::since).thenComparingLong(Held::sequence));

	/** All offers, free or not. */
	private final Map<String, Held> byId = new ConcurrentHashMap<>();

	private final Map<Key, FreeOffers> agents = new LinkedHashMap<>();

	private final Map<String, Integer> perRole = new HashMap<>();

	private final Map<Key, Keep> kept = new ConcurrentHashMap<>();

	private String unnamed = AgentOffer.ANY_ROLE;

	private long sequence;

	OfferPool(Duration hold, Duration maxAge) {
		this.hold = hold;
		this.maxAge = maxAge;
	}

	/** Add a claimed offer to the pool. */
	void add(ClaimedOffer reply, Instant since) {
		Offer offer = reply.offer();
		Key key = new Key(offer.getAgentId().getValue(), role(offer));
		Held added = new Held(this.sequence++, reply, key, since);
		this.byId.put(added.id(), added);
		free(added);
	}

	private void free(Held offer) {
		this.held.add(offer);
		this.perRole.merge(offer.key().role(), 1, Integer::sum);
		this.agents.computeIfAbsent(offer.key(), (same) -> new FreeOffers(same.role())).add(offer.reply());
	}

	/**
	 * Set the role of offers that name none, as those of frameworks without {@code
	 * MULTI_ROLE}.
	 */
	void unnamed(String role) {
		this.unnamed = role;
	}

	/** Return the role to which an offer is made. */
	String role(Offer offer) {
		return offer.hasAllocationInfo() ? offer.getAllocationInfo().getRole() : this.unnamed;
	}

	/** Remove an offer, free or not, and return it if it was in the pool. */
	@Nullable Held remove(String offerId) {
		Held gone = this.byId.remove(offerId);
		if (gone != null && this.held.remove(gone)) {
			count(gone);
			FreeOffers pooled = this.agents.get(gone.key());
			if (pooled != null && pooled.remove(offerId)) {
				this.agents.remove(gone.key());
				this.kept.remove(gone.key());
			}
		}
		return gone;
	}

	/** Remove offers and return those that were in the pool. */
	List<Held> removeAll(Collection<Held> offers) {
		return offers.stream().map((each) -> remove(each.id())).filter(Objects::nonNull).toList();
	}

	private void count(Held used) {
		this.perRole.compute(used.key().role(), (role, count) -> (count == null || count <= 1) ? null : count - 1);
	}

	/**
	 * Return the offers to a role, without those kept for others.
	 * @param role the role, or {@code null} for any
	 * @param owner sees the offers kept for it as well; may be {@code null}
	 * @return the offers, combined by agent and role
	 */
	List<AgentOffer> agents(@Nullable String role, @Nullable String owner) {
		List<AgentOffer> offers = new ArrayList<>(this.agents.size());
		this.agents.forEach((key, pooled) -> {
			if (role == null || role.equals(key.role())) {
				Keep keep = this.kept.get(key);
				if (keep == null || keep.owner().equals(owner)) {
					offers.add(pooled.sum());
				}
			}
		});
		return offers;
	}

	/** Return what an agent offers to one of the roles, or {@code null}. */
	@Nullable AgentOffer agent(String agentId) {
		for (String role : this.perRole.keySet()) {
			FreeOffers pooled = this.agents.get(new Key(agentId, role));
			if (pooled != null) {
				return pooled.sum();
			}
		}
		return null;
	}

	/** Return whether an offer is free. */
	boolean isFree(String offerId) {
		Held there = this.byId.get(offerId);
		return there != null && this.held.contains(there);
	}

	/** Return whether an offer is still undecided. */
	boolean contains(Held offer) {
		return this.byId.containsKey(offer.id());
	}

	/** Reserve the offers of an agent and role, so that nobody else uses them. */
	List<Held> reserve(AgentOffer agent) {
		Key key = new Key(agent.agentId(), agent.role());
		FreeOffers pooled = this.agents.remove(key);
		this.kept.remove(key);
		if (pooled == null) {
			return List.of();
		}
		List<Held> reserved = pooled.ids().stream().map(this.byId::get).filter(Objects::nonNull).toList();
		reserved.forEach((each) -> {
			this.held.remove(each);
			count(each);
		});
		return reserved;
	}

	/** Free reserved offers again, unless they have been decided meanwhile. */
	void release(Collection<Held> reserved) {
		reserved.stream()
			.filter((each) -> this.byId.containsKey(each.id()) && !this.held.contains(each))
			.forEach(this::free);
	}

	/** Remove and return the offers received at or before a time. */
	List<Held> takeReceivedUntil(Instant limit) {
		List<Held> old = new ArrayList<>();
		for (Held each : this.held) {
			if (each.since().isAfter(limit)) {
				break;
			}
			old.add(each);
		}
		old.forEach((each) -> remove(each.id()));
		return old;
	}

	/** Remove and return the offers whose hold time has ended. */
	List<Held> takeExpired(Instant now) {
		List<Held> expired = new ArrayList<>();
		for (Held each : this.held) {
			if (each.since().plus(this.hold).isAfter(now)) {
				break;
			}
			if (!until(each).isAfter(now)) {
				expired.add(each);
			}
		}
		expired.forEach((each) -> remove(each.id()));
		return expired;
	}

	/** Remove and return the offers to the matching roles. */
	List<Held> takeRoles(Predicate<String> roles) {
		return this.perRole.keySet().stream().anyMatch(roles) ? takeIf((each) -> roles.test(each.key().role()))
				: List.of();
	}

	private List<Held> takeIf(Predicate<Held> condition) {
		List<Held> taken = this.held.stream().filter(condition).toList();
		taken.forEach((each) -> remove(each.id()));
		return taken;
	}

	/**
	 * Keep the offers of some agents for a gang, replacing those kept for the same owner
	 * before.
	 * @param owner the role whose groups see the offers
	 * @param gang the gang
	 * @param offers the agents
	 * @param until when the keeping ends at the latest
	 */
	void keep(String owner, String gang, Collection<AgentOffer> offers, Instant until) {
		this.kept.values().removeIf((keep) -> keep.owner().equals(owner));
		Keep keep = new Keep(owner, gang, until);
		offers.forEach((offer) -> this.kept.put(new Key(offer.agentId(), offer.role()), keep));
	}

	/** Return when an offer expires. */
	Instant until(Held each) {
		Keep keep = this.kept.get(each.key());
		Instant normal = each.since().plus(this.hold);
		Instant latest = each.since().plus(this.maxAge);
		Instant until = (keep != null && keep.until().isAfter(normal)) ? keep.until() : normal;
		return until.isBefore(latest) ? until : latest;
	}

	/** Return the gang for which an offer is kept, or {@code null}. */
	@Nullable String keptFor(Held each) {
		Keep keep = this.kept.get(each.key());
		return (keep != null) ? keep.gang() : null;
	}

	/** Return when the hold time of the next offer ends. */
	@Nullable Instant nextExpiry() {
		Instant next = null;
		Iterator<Held> all = this.held.iterator();
		while (all.hasNext()) {
			Held each = all.next();
			Instant until = until(each);
			next = Times.earliest(next, until);
			if (!this.kept.containsKey(each.key())) {
				return next;
			}
		}
		return next;
	}

	int size(String role) {
		return this.perRole.getOrDefault(role, 0);
	}

	int size() {
		return this.byId.size();
	}

	/** Return the offers, oldest first. */
	Collection<Held> held() {
		return this.held;
	}

	/**
	 * An agent and a role.
	 *
	 * @param agentId the agent
	 * @param role the role
	 */
	record Key(String agentId, String role) {

	}

	/**
	 * A held offer.
	 *
	 * @param sequence its position in the order of arrival
	 * @param reply the claim with which it is answered
	 * @param key its agent and role
	 * @param since when it was received
	 */
	record Held(long sequence, ClaimedOffer reply, Key key, Instant since) {

		String id() {
			return this.reply.offer().getId().getValue();
		}

	}

	/**
	 * Records for whom an agent's offers are kept.
	 *
	 * @param owner the role whose groups see the offers
	 * @param gang the gang
	 * @param until when the keeping ends
	 */
	private record Keep(String owner, String gang, Instant until) {

	}

}
