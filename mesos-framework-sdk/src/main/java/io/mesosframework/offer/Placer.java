package io.mesosframework.offer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Places groups of equal instances on what the agents offer. A pure function: the offers
 * are not changed, and the same input gives the same result. Groups of higher priority
 * come first, larger needs before smaller ones, so that the small fill what the large
 * leave. The cost is that of groups × agents + placements.
 */
public final class Placer {

	/**
	 * Place as many instances as fit.
	 * @param offers what the agents offer, each agent once
	 * @param groups the groups; what is placed is counted in
	 * {@link PlacementGroup#placed()}
	 * @return the placements and the refusals
	 */
	public PlacementResult place(List<AgentOffer> offers, List<PlacementGroup> groups) {
		List<PlacementResult.Placement> placements = new ArrayList<>();
		List<PlacementResult.Unplaced> refusals = new ArrayList<>();
		Set<String> names = new HashSet<>();
		groups.forEach((group) -> names.addAll(group.need().scalars().keySet()));
		Map<Boolean, AgentTable> tables = new HashMap<>();
		List<PlacementGroup> sorted = new ArrayList<>(groups);
		Map<String, Double> totals = totals(offers, names);
		sorted.sort(Comparator.comparingInt(PlacementGroup::priority)
			.reversed()
			.thenComparing(
					Comparator.<PlacementGroup>comparingDouble((group) -> share(group.need(), totals)).reversed())
			.thenComparing(PlacementGroup::app));
		for (PlacementGroup group : sorted) {
			boolean revocable = group.need().revocable();
			AgentTable table = tables.computeIfAbsent(revocable, (key) -> table(offers, names, key, tables));
			new GroupPlacer(table, group).place(placements, refusals);
			AgentTable other = tables.get(!revocable);
			if (other != null) {
				copy(table, other);
			}
		}
		return new PlacementResult(placements, refusals);
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
