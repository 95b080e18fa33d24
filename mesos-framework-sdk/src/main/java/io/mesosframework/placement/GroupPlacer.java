package io.mesosframework.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

import io.mesosframework.placement.PlacementResult.Placement;
import io.mesosframework.placement.PlacementResult.Unplaced;
import io.mesosframework.resource.ResourceBag;

/**
 * Places one group on a table of agents. Not thread-safe.
 */
final class GroupPlacer {

	private final AgentTable table;

	private final PlacementGroup group;

	private final IndexedDemand need;

	/** Where the instances of the group run, including those placed in this round. */
	private final PlacedInstances instances;

	private final GroupRules rules;

	/**
	 * Whether every placement may change which agent is the best for the next instance.
	 */
	private final boolean choosy;

	/**
	 * Whether rules on the group's own instances permit one instance at a time on an
	 * agent.
	 */
	private final boolean inTurns;

	/** The resources of the agents before the gang was placed. */
	private final Map<Integer, ResourceBag> before;

	private final Map<Integer, Boolean> touchedBefore;

	private final List<Placement> placed = new ArrayList<>();

	private int limit;

	private final Map<String, Integer> perAgent;

	private final PlacementExtensions extensions;

	private final Map<Integer, Double> scores;

	GroupPlacer(AgentTable table, PlacementGroup group, IndexedDemand need, PlacedInstances instances,
			PlacementExtensions extensions) {
		this.table = table;
		this.group = group;
		this.extensions = extensions;
		this.need = need;
		this.before = group.gang() ? new LinkedHashMap<>() : Map.of();
		this.touchedBefore = group.gang() ? new HashMap<>() : Map.of();
		this.scores = extensions.scores() ? new HashMap<>() : Map.of();
		this.instances = instances;
		this.rules = new GroupRules(group, instances);
		this.inTurns = this.rules.inTurns();
		this.choosy = this.rules.wishesChange() || (!fills() && this.rules.mayAllowLater());
		this.perAgent = fills() ? Map.of() : instances.counts("@agent");
	}

	/** Return whether the strategy fills one agent after another. */
	private boolean fills() {
		return this.group.strategy() == PlacementStrategy.FIRST_FIT
				|| this.group.strategy() == PlacementStrategy.BINPACK;
	}

	/**
	 * Place instances up to a limit.
	 * @param limit the total number of instances to place
	 * @param placements receives the placements
	 * @param refusals receives the reasons if this is the last call for the group and
	 * instances remain
	 */
	void place(int limit, List<Placement> placements, List<Unplaced> refusals) {
		this.limit = limit;
		int before = this.placed.size();
		if (this.choosy) {
			choose(candidates());
		}
		else if (fills()) {
			fill(order());
		}
		else {
			pick(candidates());
		}
		int missing = this.group.count() - this.placed.size();
		if (missing > 0 && limit == this.group.count()) {
			if (this.group.gang()) {
				undo();
				missing = this.group.count();
			}
			refusals.add(new Unplaced(this.group, missing, why()));
		}
		placements.addAll(this.placed.subList(Math.min(before, this.placed.size()), this.placed.size()));
	}

	private int[] candidates() {
		int[] candidates = new int[this.table.size()];
		int count = 0;
		for (int index = 0; index < candidates.length; index++) {
			if (this.table.fits(index, this.need) && allowed(index)) {
				candidates[count++] = index;
			}
		}
		return Arrays.copyOf(candidates, count);
	}

	private boolean allowed(int index) {
		return this.rules.fixedAllow(this.table.agent(index));
	}

	/**
	 * Order candidates: agents with GPUs last unless GPUs are needed, then by fulfilled
	 * soft rules, then by the strategy.
	 */
	private Candidates order() {
		boolean pack = this.group.strategy() == PlacementStrategy.BINPACK;
		if (this.rules.hasWishes() || this.extensions.scores()) {
			Integer[] boxed = Arrays.stream(candidates()).boxed().toArray(Integer[]::new);
			Arrays.sort(boxed, preference(pack ? byRoom() : null));
			return Candidates.of(Arrays.stream(boxed).mapToInt(Integer::intValue).toArray());
		}
		List<AgentTree> trees = new ArrayList<>(1);
		if (!this.need.gpus() && this.table.hasGpus()) {
			addTrees(trees, pack, false);
			addTrees(trees, pack, true);
		}
		else {
			addTrees(trees, pack, null);
		}
		return pack ? Candidates.fullest(this.table, trees, this.need, this::allowed)
				: Candidates.first(trees, this.need, this::allowed);
	}

	private void addTrees(List<AgentTree> trees, boolean pack, @Nullable Boolean gpus) {
		if (pack) {
			trees.add(this.table.tree(true, gpus));
			trees.add(this.table.tree(false, gpus));
		}
		else {
			trees.add(this.table.tree(null, gpus));
		}
	}

	private Comparator<Integer> preference(@Nullable Comparator<Integer> then) {
		Comparator<Integer> order = guard();
		if (this.rules.hasWishes()) {
			order = order.thenComparingInt((index) -> this.rules.brokenWishes(this.table.agent(index)));
		}
		if (this.extensions.scores()) {
			order = order.thenComparing(byScore());
		}
		return (then != null) ? order.thenComparing(then) : order;
	}

	private Comparator<Integer> guard() {
		boolean guard = !this.need.gpus();
		return Comparator.comparingInt((index) -> (guard && this.table.hasGpus(index)) ? 1 : 0);
	}

	private Comparator<Integer> byScore() {
		return Comparator.comparingDouble(this::score).reversed();
	}

	private double score(int index) {
		return this.scores.computeIfAbsent(index, (key) -> this.extensions.score(this.table.agent(index), this.group));
	}

	private Comparator<Integer> byRoom() {
		return Comparator.<Integer>comparingInt((index) -> this.table.touched(index) ? 0 : 1)
			.thenComparingDouble((index) -> this.table.room(index, this.need))
			.thenComparingInt((index) -> index);
	}

	/** Fill one agent after another. */
	private void fill(Candidates candidates) {
		boolean progress = false;
		for (int index = next(candidates); index != Candidates.NONE; index = next(candidates)) {
			progress |= fill(index);
		}
		// a live rule such as GROUP_BY may later allow what it refuses now
		while (progress && this.inTurns && isMissing()) {
			progress = false;
			for (int index : candidates.seen()) {
				progress |= fill(index);
			}
		}
	}

	private int next(Candidates candidates) {
		return isMissing() ? candidates.next() : Candidates.NONE;
	}

	private boolean isMissing() {
		return this.placed.size() < this.limit;
	}

	private boolean fill(int index) {
		boolean progress = false;
		while (isMissing() && this.table.fits(index, this.need) && this.rules.liveAllow(this.table.agent(index))) {
			put(index);
			progress = true;
			if (this.inTurns) {
				break;
			}
		}
		return progress;
	}

	/** Select the best agent for each instance in turn. */
	private void pick(int[] candidates) {
		PriorityQueue<Integer> queue = new PriorityQueue<>(Math.max(1, candidates.length), preference(byCount()));
		for (int index : candidates) {
			queue.add(index);
		}
		while (isMissing() && !queue.isEmpty()) {
			int index = queue.poll();
			if (suits(index) && this.rules.liveAllow(this.table.agent(index))) {
				put(index);
				queue.add(index);
			}
		}
	}

	private Comparator<Integer> byCount() {
		Comparator<Integer> count = Comparator
			.comparingInt((index) -> this.perAgent.getOrDefault(this.table.agent(index).agentId(), 0));
		Comparator<Integer> room = Comparator.comparingDouble((index) -> this.table.room(index, this.need));
		Comparator<Integer> order = (this.group.strategy() == PlacementStrategy.COLOCATE)
				? count.reversed().thenComparing(room) : count.thenComparing(room.reversed());
		return order.thenComparingInt((index) -> index);
	}

	/**
	 * Select the best agent for each instance when a placement changes which agent is the
	 * best.
	 */
	private void choose(int[] candidates) {
		Comparator<Integer> then = switch (this.group.strategy()) {
			case FIRST_FIT -> Comparator.naturalOrder();
			case BINPACK -> byRoom();
			case UNIQUE, SPREAD, COLOCATE -> byCount();
		};
		Chooser chooser = new Chooser(this.table, this.group, this.instances, this::suits, guard(),
				this.extensions.scores() ? byScore().thenComparing(then) : then);
		for (int index : candidates) {
			chooser.add(index);
		}
		for (int index = next(chooser); index != Chooser.NONE; index = next(chooser)) {
			put(index);
		}
	}

	private int next(Chooser chooser) {
		return isMissing() ? chooser.next() : Chooser.NONE;
	}

	private boolean suits(int index) {
		return this.table.fits(index, this.need) && !taken(index);
	}

	private boolean taken(int index) {
		return this.group.strategy() == PlacementStrategy.UNIQUE
				&& this.perAgent.getOrDefault(this.table.agent(index).agentId(), 0) > 0;
	}

	private void put(int index) {
		if (this.group.gang()) {
			this.before.putIfAbsent(index, this.table.rest(index));
			this.touchedBefore.putIfAbsent(index, this.table.touched(index));
		}
		AgentOffer agent = this.table.agent(index);
		this.placed.add(new Placement(this.group, agent, this.table.take(index, this.need)));
		this.instances.add(agent);
	}

	/**
	 * Keep the agents on which a part of the gang would fit, so that no other group uses
	 * them.
	 */
	PlacementResult.@Nullable Kept keep() {
		if (!this.placed.isEmpty() || this.before.isEmpty()) {
			return null;
		}
		List<AgentOffer> kept = new ArrayList<>();
		for (int index : this.before.keySet()) {
			kept.add(this.table.agent(index));
			this.table.put(index, ResourceBag.EMPTY, true);
		}
		return new PlacementResult.Kept(this.group, kept);
	}

	private void undo() {
		this.before.forEach((index, bag) -> this.table.put(index, bag, this.touchedBefore.getOrDefault(index, false)));
		this.placed.forEach((placement) -> this.instances.remove(placement.agent()));
		this.placed.clear();
	}

	/** Examine each agent again to find out why nothing fits. */
	private PlacementRefusals why() {
		RefusalCounts why = new RefusalCounts();
		Shortages shortages = this.need.shortages(why);
		NearMiss nearMiss = new NearMiss(this.group, this.instances);
		for (int index = 0; index < this.table.size(); index++) {
			why.agent();
			String refusal = this.rules.refusal(this.table.agent(index));
			if (refusal == null && taken(index)) {
				refusal = "an instance is on the agent already";
			}
			if (refusal != null) {
				if (nearMiss.asks() && this.table.fits(index, this.need)) {
					nearMiss.refused(this.table.agent(index));
				}
			}
			else if (this.table.note(index, this.need, shortages)) {
				nearMiss.tooSmall(index, this.table.shortfall(index, this.need));
			}
			else {
				refusal = "there is room, but not for all instances of the gang";
			}
			if (refusal != null) {
				why.constraint(refusal);
			}
		}
		shortages.tell();
		return why.refusals(nearMiss.text(this.table));
	}

}
