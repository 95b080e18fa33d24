package io.mesosframework.offer;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Decides which gang may keep offers together until it is complete: one for each role at
 * a time, so that no two gangs wait for what the other keeps. A turn ends when the gang
 * is placed or its time is over. When every gang that waits has had its turn in vain,
 * there is a rest as long as a turn, in which all others find their place. The order is
 * that of priority, then of arrival. Used on the event loop only.
 */
public final class GangTurns {

	private final OfferBook offers;

	private final Duration length;

	private final Map<String, RoleTurns> roles = new HashMap<>();

	private long arrivals;

	/**
	 * Create turns of which none has begun.
	 * @param offers keeps the offers
	 * @param length how long a turn is at most
	 */
	public GangTurns(OfferBook offers, Duration length) {
		this.offers = offers;
		this.length = length;
	}

	/**
	 * End what belongs to roles for which nothing waits any longer.
	 * @param waiting the roles for which something waits
	 */
	public void retain(Collection<String> waiting) {
		for (String role : List.copyOf(this.roles.keySet())) {
			if (!waiting.contains(role)) {
				end(role);
			}
		}
	}

	/**
	 * Return the gangs of which the first that is not complete may keep offers in the
	 * coming round.
	 * @param role the role whose offers are used, or {@link OfferDemand#ANY_ROLE}
	 * @param groups everything that waits for offers of the role
	 * @param now the time
	 * @return some of the groups, in the order of their turns
	 */
	public List<PlacementGroup> next(String role, List<PlacementGroup> groups, Instant now) {
		List<PlacementGroup> gangs = groups.stream().filter(PlacementGroup::gang).toList();
		if (gangs.isEmpty()) {
			end(role);
			return gangs;
		}
		RoleTurns turns = this.roles.computeIfAbsent(role, (key) -> new RoleTurns());
		turns.arrived(gangs, this);
		String holder = turns.holder;
		if (holder != null) {
			PlacementGroup waiting = find(gangs, holder);
			if (waiting != null && now.isBefore(turns.until)) {
				return List.of(waiting);
			}
			release(role, turns);
			if (waiting != null) {
				turns.had.add(holder);
			}
		}
		return othersKeep(role) ? List.of() : turns.candidates(gangs, this.length, now);
	}

	private void end(String role) {
		RoleTurns gone = this.roles.remove(role);
		if (gone != null && gone.holder != null) {
			release(role, gone);
		}
	}

	private static @Nullable PlacementGroup find(List<PlacementGroup> gangs, String app) {
		for (PlacementGroup gang : gangs) {
			if (gang.app().equals(app)) {
				return gang;
			}
		}
		return null;
	}

	/** Offers of any role are offers of each: only one of both may keep some. */
	private boolean othersKeep(String role) {
		return this.roles.entrySet()
			.stream()
			.anyMatch((entry) -> entry.getValue().holder != null && !entry.getKey().equals(role)
					&& (role.isEmpty() || entry.getKey().isEmpty()));
	}

	private void release(String role, RoleTurns turns) {
		this.offers.keep(role, Objects.requireNonNull(turns.holder), List.of(), Instant.MIN);
		turns.holder = null;
	}

	/**
	 * Say for which gang agents are to be kept.
	 * @param role the role
	 * @param kept the gang, one of those that {@link #next} returned, and its agents;
	 * {@code null} if there is none
	 * @param now the time
	 */
	public void placed(String role, PlacementResult.@Nullable Kept kept, Instant now) {
		RoleTurns turns = this.roles.get(role);
		if (turns == null) {
			return;
		}
		if (kept == null) {
			if (turns.holder != null) {
				release(role, turns);
			}
			return;
		}
		String gang = kept.gang().app();
		if (!gang.equals(turns.holder)) {
			turns.holder = gang;
			turns.until = now.plus(this.length);
		}
		this.offers.keep(role, gang, kept.agents(), turns.until);
	}

	/**
	 * The turns of one role.
	 */
	private static final class RoleTurns {

		private final Map<String, Long> arrived = new HashMap<>();

		/** The gangs that have had their turn since the last rest. */
		private final Set<String> had = new HashSet<>();

		private @Nullable String holder;

		private Instant until = Instant.MIN;

		private @Nullable Instant restsUntil;

		void arrived(List<PlacementGroup> gangs, GangTurns all) {
			Set<String> names = new HashSet<>();
			for (PlacementGroup gang : gangs) {
				names.add(gang.app());
				this.arrived.computeIfAbsent(gang.app(), (app) -> all.arrivals++);
			}
			this.arrived.keySet().retainAll(names);
			this.had.retainAll(names);
		}

		List<PlacementGroup> candidates(List<PlacementGroup> gangs, Duration rest, Instant now) {
			if (this.restsUntil != null && !now.isBefore(this.restsUntil)) {
				this.restsUntil = null;
				this.had.clear();
			}
			List<PlacementGroup> next = gangs.stream()
				.filter((gang) -> !this.had.contains(gang.app()))
				.sorted(Comparator.comparingInt(PlacementGroup::priority)
					.reversed()
					.thenComparing((gang) -> this.arrived.getOrDefault(gang.app(), Long.MAX_VALUE)))
				.toList();
			if (next.isEmpty() && this.restsUntil == null) {
				this.restsUntil = now.plus(rest);
			}
			return next;
		}

	}

}
