package io.mesosframework.offer;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.mesosframework.placement.PlacementGroup;
import io.mesosframework.placement.PlacementResult;

/**
 * Decides which gang may keep offers until it is complete. Only one gang at a time may do
 * so, whatever its role, so that no two gangs wait for offers that the other keeps. A
 * turn ends when the gang is placed or when its time is up. Once every waiting gang has
 * had an unsuccessful turn, or had nothing to keep, the scheduler pauses for the length
 * of one turn so that other apps and frameworks can use the offers. Gangs are ordered by
 * priority, then by arrival. Call on the event loop only.
 *
 * @since 0.1.0
 */
public final class GangScheduler {

	private final OfferManager offers;

	private final Duration length;

	/** The waiting gangs, by name. */
	private final Map<String, Gang> waiting = new HashMap<>();

	/** The gangs that have had a turn since the last pause. */
	private final Set<String> had = new HashSet<>();

	/** The gangs that could have kept offers since the last turn ended. */
	private final Set<String> asked = new HashSet<>();

	private @Nullable Gang holder;

	private Instant until = Instant.MIN;

	private @Nullable Instant restsUntil;

	private long arrivals;

	/**
	 * Create a scheduler without a current turn.
	 * @param offers keeps the offers
	 * @param length the maximum length of a turn
	 */
	public GangScheduler(OfferManager offers, Duration length) {
		this.offers = offers;
		this.length = length;
	}

	/**
	 * Forget the gangs and turns of roles for which nothing is waiting any longer.
	 * @param roles the roles for which something is waiting
	 */
	public void retain(Collection<String> roles) {
		Set<String> gone = new HashSet<>();
		this.waiting.values().forEach((gang) -> gone.add(gang.role()));
		gone.removeAll(roles);
		gone.forEach((role) -> arrived(role, List.of()));
	}

	/**
	 * Return the gangs that may keep offers in the coming round: the first of them that
	 * is incomplete keeps them.
	 * @param role the role whose offers are used, or {@link OfferDemand#ANY_ROLE}
	 * @param groups everything that waits for offers of the role
	 * @param now the current time
	 * @return a subset of the groups, in the order of their turns
	 */
	public List<PlacementGroup> next(String role, List<PlacementGroup> groups, Instant now) {
		List<PlacementGroup> gangs = groups.stream().filter(PlacementGroup::gang).toList();
		arrived(role, gangs);
		Gang holder = this.holder;
		if (holder != null && !now.isBefore(this.until)) {
			this.had.add(holder.app());
			release(holder);
		}
		else if (holder != null) {
			return gangs.stream().filter((gang) -> gang.app().equals(holder.app())).toList();
		}
		if (this.restsUntil != null && !now.isBefore(this.restsUntil)) {
			this.restsUntil = null;
			this.had.clear();
			this.asked.clear();
		}
		if (this.restsUntil == null && !this.had.isEmpty() && this.waiting.keySet().stream().allMatch(this::isOver)) {
			this.restsUntil = now.plus(this.length);
		}
		List<PlacementGroup> next = gangs.stream()
			.filter((gang) -> !this.had.contains(gang.app()))
			.sorted(Comparator.comparingInt(PlacementGroup::priority)
				.reversed()
				.thenComparingLong((gang) -> arrival(gang.app())))
			.toList();
		next.forEach((gang) -> this.asked.add(gang.app()));
		return next;
	}

	private boolean isOver(String app) {
		return this.had.contains(app) || this.asked.contains(app);
	}

	private long arrival(String app) {
		Gang gang = this.waiting.get(app);
		return (gang != null) ? gang.arrival() : Long.MAX_VALUE;
	}

	/** Record which gangs are waiting for offers of a role, and forget the others. */
	private void arrived(String role, List<PlacementGroup> gangs) {
		Set<String> names = new HashSet<>();
		for (PlacementGroup gang : gangs) {
			names.add(gang.app());
			Gang known = this.waiting.get(gang.app());
			if (known == null || !known.role().equals(role)) {
				this.waiting.put(gang.app(), new Gang(gang.app(), role, this.arrivals++));
			}
		}
		this.waiting.values().removeIf((gang) -> gang.role().equals(role) && !names.contains(gang.app()));
		this.had.retainAll(this.waiting.keySet());
		this.asked.retainAll(this.waiting.keySet());
		if (this.waiting.isEmpty()) {
			this.restsUntil = null;
		}
		Gang holder = this.holder;
		if (holder != null && !holder.equals(this.waiting.get(holder.app()))) {
			release(holder);
		}
	}

	private void release(Gang holder) {
		this.offers.keep(holder.role(), holder.app(), List.of(), Instant.MIN);
		this.holder = null;
		this.asked.clear();
	}

	/**
	 * Record the gang for which agents are to be kept.
	 * @param role the role
	 * @param kept the gang, one of those that {@link #next} returned, and its agents;
	 * {@code
	 * null} if there is none
	 * @param now the current time
	 */
	public void placed(String role, PlacementResult.@Nullable Kept kept, Instant now) {
		Gang holder = this.holder;
		if (kept == null) {
			if (holder != null && holder.role().equals(role)) {
				release(holder);
			}
			return;
		}
		Gang gang = this.waiting.get(kept.gang().app());
		if (gang == null) {
			return;
		}
		if (!gang.equals(holder)) {
			this.holder = gang;
			this.until = now.plus(this.length);
			this.restsUntil = null;
		}
		this.offers.keep(role, gang.app(), kept.agents(), this.until);
	}

	/**
	 * A waiting gang.
	 *
	 * @param app its app
	 * @param role the role whose offers are used
	 * @param arrival its position in the order of arrival
	 */
	private record Gang(String app, String role, long arrival) {

	}

}
