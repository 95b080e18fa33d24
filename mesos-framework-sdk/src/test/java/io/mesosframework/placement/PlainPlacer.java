package io.mesosframework.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.mesosframework.resource.PortRanges;
import io.mesosframework.resource.ResourceBag;
import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.resource.ResourceTaker;
import io.mesosframework.resource.Shortage;
import io.mesosframework.resource.Taken;

/**
 * Places as {@link Placer} must, but without any table, tree or heap: every agent is
 * looked at for every group, and bags are all it knows.
 */
final class PlainPlacer {

	private final List<Row> rows = new ArrayList<>();

	private final List<PlacementGroup> groups;

	private final List<PlacementGroup> gangs;

	private final List<PlacementResult.Placement> placements = new ArrayList<>();

	private final List<String> refusals = new ArrayList<>();

	/** What the last gang had to give back. */
	private final Set<Row> lent = new LinkedHashSet<>();

	private @Nullable String kept;

	PlainPlacer(List<AgentOffer> agents, List<PlacementGroup> groups, List<PlacementGroup> gangs) {
		agents.forEach((agent) -> this.rows.add(new Row(agent)));
		this.groups = groups;
		this.gangs = gangs;
	}

	PlainPlacer place() {
		Map<String, Long> totals = new LinkedHashMap<>();
		Map<String, Double> demand = new LinkedHashMap<>();
		for (PlacementGroup group : this.groups) {
			columns(group.need()).forEach((column, amount) -> {
				totals.put(column, this.rows.stream().mapToLong((row) -> row.free(column)).sum());
				demand.merge(column, amount * (double) group.count(), Double::sum);
			});
		}
		this.rows.sort(Comparator.comparing((row) -> row.part(demand), PlainPlacer::comparePart));
		List<PlacementGroup> sorted = new ArrayList<>(this.groups);
		sorted.sort(Comparator.comparingInt(PlacementGroup::priority)
			.reversed()
			.thenComparingInt((group) -> this.gangs.contains(group) ? this.gangs.indexOf(group) : Integer.MAX_VALUE)
			.thenComparingInt(PlainPlacer::freedom)
			.thenComparing(
					Comparator.<PlacementGroup>comparingDouble((group) -> share(group.need(), totals)).reversed())
			.thenComparing(PlacementGroup::app));
		sorted.stream()
			.collect(Collectors.groupingBy(PlacementGroup::priority, LinkedHashMap::new, Collectors.toList()))
			.values()
			.forEach(this::placeFairly);
		return this;
	}

	private void placeFairly(List<PlacementGroup> equal) {
		Map<String, Long> totals = new LinkedHashMap<>();
		equal.forEach((group) -> columns(group.need()).forEach(
				(column, amount) -> totals.put(column, this.rows.stream().mapToLong((row) -> row.free(column)).sum())));
		Map<PlacementGroup, Integer> limits = new IdentityHashMap<>();
		equal.forEach((group) -> limits.put(group, group.count()));
		if (!suffices(limits, totals)) {
			double low = 0;
			double high = 1;
			for (int step = 0; step < 40; step++) {
				double middle = (low + high) / 2;
				equal.forEach((group) -> limits.put(group, limit(group, totals, middle)));
				low = suffices(limits, totals) ? middle : low;
				high = suffices(limits, totals) ? high : middle;
			}
			double share = low;
			equal.forEach((group) -> limits.put(group, group.gang() ? group.count() : limit(group, totals, share)));
		}
		Map<PlacementGroup, List<PlacementResult.Placement>> placed = new IdentityHashMap<>();
		equal.forEach((group) -> {
			placed.put(group, new ArrayList<>());
			place(group, limits.get(group), placed.get(group));
		});
		equal.stream()
			.filter((group) -> limits.get(group) < group.count())
			.forEach((group) -> place(group, group.count(), placed.get(group)));
	}

	private static int limit(PlacementGroup group, Map<String, Long> totals, double share) {
		double each = share(group.need(), totals);
		return (int) Math.max(1, Math.min(group.count(), (each > 0) ? share / each : group.count()));
	}

	private static boolean suffices(Map<PlacementGroup, Integer> limits, Map<String, Long> totals) {
		Map<String, Double> wanted = new LinkedHashMap<>();
		limits.forEach((group, limit) -> columns(group.need())
			.forEach((column, amount) -> wanted.merge(column, amount * (double) limit, Double::sum)));
		return wanted.entrySet().stream().allMatch((entry) -> entry.getValue() <= totals.get(entry.getKey()));
	}

	List<PlacementResult.Placement> placements() {
		return this.placements;
	}

	/** Return the apps with the number of those that found no place, and the reasons. */
	List<String> refusals() {
		return this.refusals;
	}

	/** Return the gang for which agents are kept. */
	@Nullable String kept() {
		return this.kept;
	}

	private static int comparePart(float left, float right) {
		boolean fillable = left < 1;
		if (fillable != right < 1) {
			return fillable ? -1 : 1;
		}
		return fillable ? Float.compare(right, left) : Float.compare(left, right);
	}

	private static Map<String, Long> columns(ResourceNeed need) {
		Map<String, Long> columns = new LinkedHashMap<>();
		need.scalars()
			.forEach((name, milli) -> columns.put((need.revocable() && name.equals("cpus")) ? "revocable" : name,
					milli));
		columns.put("ports", need.dynamicPorts() + need.fixedPorts().size());
		return columns;
	}

	private static double share(ResourceNeed need, Map<String, Long> totals) {
		return columns(need).entrySet()
			.stream()
			.filter((entry) -> !entry.getKey().equals("ports"))
			.mapToDouble((entry) -> (totals.get(entry.getKey()) > 0)
					? entry.getValue() / (double) totals.get(entry.getKey()) : 1)
			.max()
			.orElse(0);
	}

	private static int freedom(PlacementGroup group) {
		if (group.strategy() == PlacementStrategy.UNIQUE
				|| group.constraints().stream().anyMatch((rule) -> rule.hard() && rule.dependsOnPlaced())) {
			return 0;
		}
		return group.constraints().stream().anyMatch(PlacementConstraint::hard) ? 1 : 2;
	}

	private void place(PlacementGroup group, int limit, List<PlacementResult.Placement> placed) {
		Map<Row, Row> before = new LinkedHashMap<>();
		this.rows.forEach((row) -> before.put(row, new Row(row)));
		List<Row> suiting = new ArrayList<>(this.rows.stream()
			.filter((row) -> group.need().fitsInto(row.rest) && refusal(group, row, false) == null)
			.toList());
		int already = placed.size();
		boolean fills = group.strategy() == PlacementStrategy.FIRST_FIT
				|| group.strategy() == PlacementStrategy.BINPACK;
		if (fills && group.constraints().stream().noneMatch((rule) -> !rule.hard() && rule.dependsOnPlaced())) {
			suiting.sort(order(group));
			fill(group, limit, suiting, placed);
		}
		else {
			choose(group, limit, suiting, placed);
		}
		int missing = group.count() - placed.size();
		if (missing > 0 && limit == group.count()) {
			if (group.gang()) {
				missing = group.count();
				undo(group, placed, before);
			}
			this.refusals.add(group.app() + " " + missing + " " + why(group));
		}
		this.placements.addAll(placed.subList(Math.min(already, placed.size()), placed.size()));
		if (this.kept == null && this.gangs.contains(group)) {
			keep(group, before);
		}
	}

	private static Comparator<Row> order(PlacementGroup group) {
		boolean guard = group.need().scalar("gpus") == 0;
		Comparator<Row> order = Comparator.comparing((row) -> guard && row.gpus);
		order = order.thenComparing((row) -> group.constraints()
			.stream()
			.filter((rule) -> !rule.hard() && rule.refusal(row.agent, group.placed()) != null)
			.count());
		Comparator<Row> count = Comparator.comparingInt((row) -> here(group, row));
		Comparator<Row> room = Comparator.comparingDouble((row) -> row.room(group.need()));
		return switch (group.strategy()) {
			case FIRST_FIT -> order;
			case BINPACK -> order.thenComparing((row) -> !row.touched).thenComparing(room);
			case COLOCATE -> order.thenComparing(count.reversed()).thenComparing(room);
			case SPREAD, UNIQUE -> order.thenComparing(count).thenComparing(room.reversed());
		};
	}

	private static int here(PlacementGroup group, Row row) {
		return group.placed().counts("@agent").getOrDefault(row.agent.agentId(), 0);
	}

	private static boolean isTaken(PlacementGroup group, Row row) {
		return group.strategy() == PlacementStrategy.UNIQUE && here(group, row) > 0;
	}

	/** One agent after the other. */
	private static void fill(PlacementGroup group, int limit, List<Row> suiting,
			List<PlacementResult.Placement> placed) {
		boolean inTurns = group.constraints()
			.stream()
			.anyMatch((rule) -> rule.hard() && rule.dependsOnPlaced() && !(rule instanceof AffinityConstraint));
		boolean progress = true;
		while (progress) {
			int count = placed.size();
			for (Row row : suiting) {
				while (placed.size() < limit && group.need().fitsInto(row.rest) && refusal(group, row, true) == null) {
					placed.add(row.take(group));
					if (inTurns) {
						break;
					}
				}
			}
			progress = inTurns && placed.size() > count;
		}
	}

	/** For each instance the agent that is the best now. */
	private static void choose(PlacementGroup group, int limit, List<Row> suiting,
			List<PlacementResult.Placement> placed) {
		Comparator<Row> order = order(group);
		boolean progress = true;
		while (progress && placed.size() < limit) {
			Row best = suiting.stream()
				.filter((row) -> group.need().fitsInto(row.rest) && !isTaken(group, row)
						&& refusal(group, row, true) == null)
				.reduce((left, right) -> (order.compare(left, right) <= 0) ? left : right)
				.orElse(null);
			progress = best != null;
			if (best != null) {
				placed.add(best.take(group));
			}
		}
	}

	private void undo(PlacementGroup group, List<PlacementResult.Placement> placed, Map<Row, Row> before) {
		this.lent.clear();
		before.forEach((row, was) -> {
			if (!row.rest.equals(was.rest)) {
				this.lent.add(row);
			}
			row.rest = was.rest;
			row.touched = was.touched;
		});
		placed.forEach((placement) -> group.placed().remove(placement.agent()));
		placed.clear();
	}

	private void keep(PlacementGroup group, Map<Row, Row> before) {
		if (this.lent.isEmpty()) {
			return;
		}
		this.kept = group.app();
		this.lent.forEach((row) -> {
			row.rest = ResourceBag.EMPTY;
			row.touched = true;
		});
		this.lent.clear();
	}

	private static @Nullable String refusal(PlacementGroup group, Row row, boolean live) {
		return group.constraints()
			.stream()
			.filter((rule) -> rule.hard() && rule.dependsOnPlaced() == live)
			.map((rule) -> rule.refusal(row.agent, group.placed()))
			.filter((refusal) -> refusal != null)
			.findFirst()
			.orElse(null);
	}

	private PlacementRefusals why(PlacementGroup group) {
		RefusalCounts why = new RefusalCounts();
		for (Row row : this.rows) {
			why.agent();
			String refusal = refusal(group, row, false);
			refusal = (refusal != null) ? refusal : refusal(group, row, true);
			refusal = (refusal == null && isTaken(group, row)) ? "an instance is on the agent already" : refusal;
			List<Shortage> shortages = ResourceTaker.shortages(row.rest, group.need());
			if (refusal != null) {
				why.constraint(refusal);
			}
			else if (shortages.isEmpty()) {
				why.constraint("there is room, but not for all instances of the gang");
			}
			else {
				shortages.forEach(why::shortage);
			}
		}
		return why.refusals(null);
	}

	/**
	 * An agent.
	 */
	private static final class Row {

		private final AgentOffer agent;

		private final boolean gpus;

		private ResourceBag rest;

		private boolean touched;

		Row(AgentOffer agent) {
			this.agent = agent;
			this.rest = agent.resources();
			this.gpus = this.rest.scalar("gpus", (kind) -> true) > 0;
		}

		Row(Row other) {
			this(other.agent);
			this.rest = other.rest;
			this.touched = other.touched;
		}

		long free(String column) {
			ResourceNeed any = new ResourceNeed(Map.of(), PortRanges.EMPTY, 0, column.equals("revocable"));
			return switch (column) {
				case "ports" -> this.rest.ranges("ports", any::usable).size();
				case "revocable" -> this.rest.scalar("cpus", any::usable);
				default -> this.rest.scalar(column, any::usable);
			};
		}

		/** Return how much of all that is wanted there is room for. */
		float part(Map<String, Double> demand) {
			return (float) demand.entrySet()
				.stream()
				.filter((entry) -> entry.getValue() > 0)
				.mapToDouble((entry) -> free(entry.getKey()) / entry.getValue())
				.min()
				.orElse(Double.MAX_VALUE);
		}

		double room(ResourceNeed need) {
			double room = 0;
			for (Map.Entry<String, Long> entry : need.scalars().entrySet()) {
				room += this.rest.scalar(entry.getKey(), need::usable) * (1.0 / entry.getValue());
			}
			return room;
		}

		PlacementResult.Placement take(PlacementGroup group) {
			Taken taken = Taken.from(this.rest, group.need());
			this.rest = taken.rest();
			this.touched = true;
			group.placed().add(this.agent);
			return new PlacementResult.Placement(group, this.agent, taken);
		}

	}

}
