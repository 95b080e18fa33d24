package io.mesosframework.offer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Places groups of equal instances on what the agents offer. A pure function: the offers
 * are not changed, and the same input gives the same result. Groups of higher priority
 * come first, then those whose rules leave the least choice, then larger needs before
 * smaller ones, so that the small fill what the large leave. The cost is at most that of
 * groups × agents + placements.
 */
public final class Placer {

	private final PlacementExtensions extensions;

	/** Create a placer without scores of an application. */
	public Placer() {
		this(PlacementExtensions.NONE);
	}

	/**
	 * Create a placer.
	 * @param extensions knows the scores of the application
	 */
	public Placer(PlacementExtensions extensions) {
		this.extensions = extensions;
	}

	/**
	 * Place as many instances as fit.
	 * @param offers what the agents offer, each agent once
	 * @param groups the groups; what is placed is counted in
	 * {@link PlacementGroup#placed()}
	 * @return the placements and the refusals
	 */
	public PlacementResult place(List<AgentOffer> offers, List<PlacementGroup> groups) {
		return place(offers, groups, List.of());
	}

	/**
	 * Place as many instances as fit, and keep agents for the first gang that is not
	 * complete: groups of the same or a lower priority cannot use them.
	 * @param offers what the agents offer, each agent and role once
	 * @param groups the groups; what is placed is counted in
	 * {@link PlacementGroup#placed()}
	 * @param gangs those of the groups for which agents may be kept, in the order of
	 * their turns; they are placed before others of the same priority
	 * @return the placements, the refusals and what is kept
	 */
	public PlacementResult place(List<AgentOffer> offers, List<PlacementGroup> groups, List<PlacementGroup> gangs) {
		List<PlacementResult.Placement> placements = new ArrayList<>();
		List<PlacementResult.Unplaced> refusals = new ArrayList<>();
		PlacementResult.Kept kept = null;
		Set<String> names = new HashSet<>();
		groups.forEach((group) -> names.addAll(group.need().scalars().keySet()));
		Map<Boolean, AgentTable> tables = new HashMap<>();
		List<PlacementGroup> sorted = new ArrayList<>(groups);
		Map<PlacementGroup, Double> shares = shares(groups, totals(offers, names));
		sorted.sort(Comparator.comparingInt(PlacementGroup::priority)
			.reversed()
			.thenComparingInt((group) -> turn(group, gangs))
			.thenComparingInt(Placer::freedom)
			.thenComparing(Comparator.<PlacementGroup>comparingDouble(shares::get).reversed())
			.thenComparing(PlacementGroup::app));
		for (PlacementGroup group : sorted) {
			boolean revocable = group.need().revocable();
			AgentTable table = tables.computeIfAbsent(revocable, (key) -> table(offers, names, key, tables));
			GroupPlacer placer = new GroupPlacer(table, group, this.extensions);
			placer.place(placements, refusals);
			if (kept == null && gangs.contains(group)) {
				kept = placer.keep();
			}
			AgentTable other = tables.get(!revocable);
			if (other != null) {
				copy(table, other);
			}
		}
		return new PlacementResult(placements, refusals, kept);
	}

	private static Map<PlacementGroup, Double> shares(List<PlacementGroup> groups, Map<String, Double> totals) {
		Map<PlacementGroup, Double> shares = new IdentityHashMap<>(groups.size());
		groups.forEach((group) -> shares.put(group, share(group.need(), totals)));
		return shares;
	}

	/**
	 * Return how free a group is to go anywhere: those that must be spread come first,
	 * then those for which only some agents suit, then all others.
	 */
	private static int freedom(PlacementGroup group) {
		int freedom = (group.strategy() == PlacementStrategy.UNIQUE) ? 0 : 2;
		for (PlacementConstraint constraint : group.constraints()) {
			if (constraint.hard()) {
				freedom = Math.min(freedom, constraint.dependsOnPlaced() ? 0 : 1);
			}
		}
		return freedom;
	}

	private static int turn(PlacementGroup group, List<PlacementGroup> gangs) {
		int turn = gangs.indexOf(group);
		return (turn >= 0) ? turn : Integer.MAX_VALUE;
	}

	private static AgentTable table(List<AgentOffer> offers, Set<String> names, boolean revocable,
			Map<Boolean, AgentTable> tables) {
		AgentTable table = new AgentTable(offers, names, revocable);
		AgentTable other = tables.get(!revocable);
		if (other != null) {
			copy(other, table);
		}
		return table;
	}

	private static void copy(AgentTable from, AgentTable to) {
		for (int index = 0; index < from.size(); index++) {
			if (from.rest(index) != to.rest(index)) {
				to.put(index, from.rest(index), from.touched(index));
			}
		}
	}

	private static Map<String, Double> totals(List<AgentOffer> offers, Set<String> names) {
		Map<String, Double> totals = new HashMap<>();
		for (AgentOffer offer : offers) {
			for (String name : names) {
				totals.merge(name, (double) offer.resources().scalar(name, (kind) -> true), Double::sum);
			}
		}
		return totals;
	}

	/**
	 * The dominant share of a need: its largest part of what is offered in total.
	 */
	private static double share(ResourceNeed need, Map<String, Double> totals) {
		double share = 0;
		for (Map.Entry<String, Long> entry : need.scalars().entrySet()) {
			double total = totals.getOrDefault(entry.getKey(), 0.0);
			share = Math.max(share, (total > 0) ? entry.getValue() / total : 1);
		}
		return share;
	}

}
