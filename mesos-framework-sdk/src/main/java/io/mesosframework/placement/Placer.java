package io.mesosframework.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Places groups of equal instances on offered agents. A pure function: neither the offers
 * nor the groups are changed, and equal input gives an equal result. Groups of higher
 * priority are placed first, then groups whose rules leave the least choice, then larger
 * needs before smaller ones, so that small needs fill what large ones leave. If resources
 * are insufficient, each group of a priority gets its fair share before any group gets
 * more. Agents that all waiting groups together would fill are used first, the largest
 * before others; then agents that hold all of them, the smallest first. The cost is at
 * most proportional to groups × agents + placements, and usually far less.
 *
 * @since 0.1.0
 */
public final class Placer {

	private static final int NO_GANG = Integer.MAX_VALUE;

	private final PlacementExtensions extensions;

	/** Create a placer without custom scores. */
	public Placer() {
		this(PlacementExtensions.NONE);
	}

	/**
	 * Create a placer.
	 * @param extensions provides the scores of the application
	 */
	public Placer(PlacementExtensions extensions) {
		this.extensions = extensions;
	}

	/**
	 * Place as many instances as fit.
	 * @param offers the offers, each agent once
	 * @param groups the groups, which are not changed
	 * @return the placements and the refusals
	 */
	public PlacementResult place(List<AgentOffer> offers, List<PlacementGroup> groups) {
		return place(offers, groups, List.of());
	}

	/**
	 * Place as many instances as fit, and keep agents for the first incomplete gang:
	 * groups of the same or a lower priority cannot use them.
	 * @param offers the offers, each agent and role once
	 * @param groups the groups, which are not changed
	 * @param gangs the groups for which agents may be kept, in the order of their turns;
	 * they are placed before others of the same priority
	 * @return the placements, the refusals and the kept agents
	 */
	public PlacementResult place(List<AgentOffer> offers, List<PlacementGroup> groups, List<PlacementGroup> gangs) {
		AgentTable table = new AgentTable(offers, groups);
		Round round = new Round(table, this.extensions);
		List<Turn> turns = turns(table, groups, gangs);
		int from = 0;
		for (int to = 1; to <= turns.size(); to++) {
			if (to == turns.size() || turns.get(to).priority != turns.get(from).priority) {
				round.place(turns.subList(from, to));
				from = to;
			}
		}
		return new PlacementResult(round.placements, round.refusals, round.kept);
	}

	private static List<Turn> turns(AgentTable table, List<PlacementGroup> groups, List<PlacementGroup> gangs) {
		List<IndexedDemand> needs = new ArrayList<>(groups.size());
		groups.forEach((group) -> needs.add(table.need(group.need())));
		table.arrange(needs, groups.stream().map(PlacementGroup::count).toList());
		double[] shares = table.shares(needs);
		List<Turn> turns = new ArrayList<>(groups.size());
		for (int i : roughly(shares)) {
			PlacementGroup group = groups.get(i);
			int gang = gangs.indexOf(group);
			turns.add(new Turn(group, needs.get(i), group.priority(), (gang >= 0) ? gang : NO_GANG, freedom(group),
					shares[i]));
		}
		Collections.sort(turns);
		return turns;
	}

	/**
	 * Return the indexes roughly ordered by decreasing share; the last digits are
	 * ignored. Numbers are sorted faster than objects, and nearly sorted objects faster
	 * than others.
	 */
	private static int[] roughly(double[] shares) {
		long[] keys = new long[shares.length];
		for (int i = 0; i < keys.length; i++) {
			keys[i] = ((long) -Float.floatToIntBits((float) shares[i]) << Integer.SIZE) | i;
		}
		Arrays.sort(keys);
		return Arrays.stream(keys).mapToInt((key) -> (int) key).toArray();
	}

	/**
	 * Return how freely a group can be placed: groups that must be spread come first,
	 * then groups for which only some agents suit, then all others.
	 */
	private static int freedom(PlacementGroup group) {
		int freedom = (group.strategy() == PlacementStrategy.UNIQUE) ? 0 : 2;
		for (PlacementConstraint constraint : group.constraints()) {
			// all groups avoid maintenance
			if (constraint.hard() && !(constraint instanceof AvailabilityConstraint)) {
				freedom = Math.min(freedom, constraint.dependsOnPlaced() ? 0 : 1);
			}
		}
		return freedom;
	}

	/**
	 * The state of a round, which places one priority after another.
	 */
	private static final class Round {

		private final List<PlacementResult.Placement> placements = new ArrayList<>();

		private final List<PlacementResult.Unplaced> refusals = new ArrayList<>();

		private final AgentTable table;

		private final PlacementExtensions extensions;

		/** Copies of the groups' placed instances, to which placements are added. */
		private final Map<PlacedInstances, PlacedInstances> instances = new IdentityHashMap<>();

		private final Map<AppsOnAgents, AppsOnAgents> apps = new IdentityHashMap<>();

		private PlacementResult.@Nullable Kept kept;

		Round(AgentTable table, PlacementExtensions extensions) {
			this.table = table;
			this.extensions = extensions;
		}

		/** Place groups, each up to its fair share before any gets more. */
		void place(List<Turn> turns) {
			int[] counts = turns.stream().mapToInt((turn) -> turn.group.count()).toArray();
			int[] limits = new FairShares(this.table.totals(), turns.stream().map(Turn::need).toList(), counts)
				.limits();
			Map<GroupPlacer, Integer> further = new LinkedHashMap<>();
			for (int i = 0; i < counts.length; i++) {
				Turn turn = turns.get(i);
				GroupPlacer placer = new GroupPlacer(this.table, turn.group, turn.need, instances(turn.group),
						this.extensions);
				int limit = turn.group.gang() ? counts[i] : limits[i];
				placer.place(limit, this.placements, this.refusals);
				if (this.kept == null && turn.gang < NO_GANG) {
					this.kept = placer.keep();
				}
				if (limit < counts[i]) {
					further.put(placer, counts[i]);
				}
			}
			further.forEach((placer, count) -> placer.place(count, this.placements, this.refusals));
		}

		private PlacedInstances instances(PlacementGroup group) {
			return this.instances.computeIfAbsent(group.placed(), (placed) -> placed.copy(this::apps));
		}

		private AppsOnAgents apps(AppsOnAgents original) {
			return this.apps.computeIfAbsent(original, AppsOnAgents::copy);
		}

	}

	/**
	 * A group with the values that determine when it is placed.
	 *
	 * @param group the group
	 * @param need its need
	 * @param priority its priority
	 * @param gang its turn among the gangs for which agents may be kept
	 * @param freedom how freely it can be placed
	 * @param share its dominant share
	 */
	private record Turn(PlacementGroup group, IndexedDemand need, int priority, int gang, int freedom,
			double share) implements Comparable<Turn> {

		@Override
		public int compareTo(Turn other) {
			if (this.priority != other.priority) {
				return Integer.compare(other.priority, this.priority);
			}
			if (this.gang != other.gang) {
				return Integer.compare(this.gang, other.gang);
			}
			if (this.freedom != other.freedom) {
				return Integer.compare(this.freedom, other.freedom);
			}
			int larger = Double.compare(other.share, this.share);
			return (larger != 0) ? larger : this.group.app().compareTo(other.group.app());
		}

	}

}
