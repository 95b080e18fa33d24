package io.mesosframework.offer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

import io.mesosframework.offer.PlacementResult.Placement;
import io.mesosframework.offer.PlacementResult.Unplaced;

/**
 * Places one group on a table of agents. Not thread-safe.
 */
final class GroupPlacer {

	private final AgentTable table;

	private final PlacementGroup group;

	private final AgentTable.Need need;

	private final List<PlacementConstraint> live = new ArrayList<>();

	private final List<PlacementConstraint> fixed = new ArrayList<>();

	private final List<PlacementConstraint> wishes = new ArrayList<>();

	private final Map<Integer, ResourceBag> before = new HashMap<>();

	private final Map<Integer, Boolean> touchedBefore = new HashMap<>();

	private final List<Placement> placed = new ArrayList<>();

	private final Map<String, Integer> perAgent;

	GroupPlacer(AgentTable table, PlacementGroup group) {
		this.table = table;
		this.group = group;
		this.need = table.need(group.need());
		for (PlacementConstraint constraint : group.constraints()) {
			if (!constraint.hard()) {
				this.wishes.add(constraint);
			}
			else if (constraint.dependsOnPlaced()) {
				this.live.add(constraint);
			}
			else {
				this.fixed.add(constraint);
			}
		}
		this.perAgent = group.placed().counts("@agent");
	}

	void place(List<Placement> placements, List<Unplaced> refusals) {
		int[] candidates = candidates();
		switch (this.group.strategy()) {
			case FIRST_FIT -> fill(order(candidates, null));
			case BINPACK -> fill(order(candidates, byRoom()));
			case UNIQUE, SPREAD, COLOCATE -> pick(candidates);
		}
		int missing = this.group.count() - this.placed.size();
		if (missing > 0) {
			if (this.group.gang()) {
				undo();
				missing = this.group.count();
			}
			refusals.add(new Unplaced(this.group, missing, why()));
		}
		placements.addAll(this.placed);
	}

	private int[] candidates() {
		int[] candidates = new int[this.table.size()];
		int count = 0;
		for (int index = 0; index < candidates.length; index++) {
			if (this.table.fits(index, this.need) && refusedBy(this.fixed, index) == null) {
				candidates[count++] = index;
			}
		}
		return Arrays.copyOf(candidates, count);
	}

	/**
	 * Order candidates: agents with GPUs last unless GPUs are wanted, then by kept
	 * wishes, then by the given order.
	 */
	private int[] order(int[] candidates, @Nullable Comparator<Integer> then) {
		boolean guard = this.group.need().scalar(ResourceNeed.GPUS) == 0;
		boolean mixed = false;
		for (int index : candidates) {
			mixed |= guard && this.table.hasGpus(index);
		}
		if (!mixed && this.wishes.isEmpty() && then == null) {
			return candidates;
		}
		Integer[] boxed = Arrays.stream(candidates).boxed().toArray(Integer[]::new);
		Arrays.sort(boxed, preference(then));
		return Arrays.stream(boxed).mapToInt(Integer::intValue).toArray();
	}

	private Comparator<Integer> preference(@Nullable Comparator<Integer> then) {
		boolean guard = this.group.need().scalar(ResourceNeed.GPUS) == 0;
		Comparator<Integer> order = Comparator.comparingInt((index) -> (guard && this.table.hasGpus(index)) ? 1 : 0);
		if (!this.wishes.isEmpty()) {
			order = order.thenComparingInt(this::brokenWishes);
		}
		return (then != null) ? order.thenComparing(then) : order;
	}

	private Comparator<Integer> byRoom() {
		return Comparator.<Integer>comparingInt((index) -> this.table.touched(index) ? 0 : 1)
			.thenComparingDouble((index) -> this.table.room(index, this.need))
			.thenComparingInt((index) -> index);
	}

	private int brokenWishes(int index) {
		int broken = 0;
		for (PlacementConstraint wish : this.wishes) {
			if (wish.refusal(this.table.agent(index), this.group.placed()) != null) {
				broken++;
			}
		}
		return broken;
	}

	/** Fill one agent after the other. */
	private void fill(int[] candidates) {
		boolean progress = true;
		// a live rule such as GROUP_BY may allow tomorrow what it refuses now
		while (progress && this.placed.size() < this.group.count()) {
			progress = false;
			for (int index : candidates) {
				while (this.placed.size() < this.group.count() && this.table.fits(index, this.need)
						&& refusedBy(this.live, index) == null) {
					put(index);
					progress = true;
					if (!this.live.isEmpty()) {
						break;
					}
				}
			}
			if (this.live.isEmpty()) {
				return;
			}
		}
	}

	/** Pick the best agent for each instance anew. */
	private void pick(int[] candidates) {
		Comparator<Integer> count = Comparator
			.comparingInt((index) -> this.perAgent.getOrDefault(this.table.agent(index).agentId(), 0));
		Comparator<Integer> room = Comparator.comparingDouble((index) -> this.table.room(index, this.need));
		Comparator<Integer> order = (this.group.strategy() == PlacementStrategy.COLOCATE)
				? count.reversed().thenComparing(room) : count.thenComparing(room.reversed());
		PriorityQueue<Integer> queue = new PriorityQueue<>(Math.max(1, candidates.length),
				preference(order.thenComparingInt((index) -> index)));
		for (int index : candidates) {
			queue.add(index);
		}
		List<Integer> aside = new ArrayList<>();
		while (this.placed.size() < this.group.count() && !queue.isEmpty()) {
			int index = queue.poll();
			if (!this.table.fits(index, this.need) || taken(index)) {
				continue;
			}
			PlacementConstraint refusing = refusing(this.live, index);
			if (refusing != null) {
				if (refusing.mayAllowLater()) {
					aside.add(index);
				}
				continue;
			}
			put(index);
			queue.add(index);
			queue.addAll(aside);
			aside.clear();
		}
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
		this.placed.add(new Placement(this.group, agent, this.table.take(index, this.group.need())));
		this.group.placed().add(agent);
	}

	private void undo() {
		this.before.forEach((index, bag) -> this.table.put(index, bag, this.touchedBefore.getOrDefault(index, false)));
		this.placed.forEach((placement) -> this.group.placed().remove(placement.agent()));
		this.placed.clear();
	}

	private @Nullable PlacementConstraint refusing(List<PlacementConstraint> constraints, int index) {
		for (PlacementConstraint constraint : constraints) {
			if (constraint.refusal(this.table.agent(index), this.group.placed()) != null) {
				return constraint;
			}
		}
		return null;
	}

	private @Nullable String refusedBy(List<PlacementConstraint> constraints, int index) {
		PlacementConstraint refusing = refusing(constraints, index);
		return (refusing != null) ? refusing.refusal(this.table.agent(index), this.group.placed()) : null;
	}

	private Refusals why() {
		Refusals why = new Refusals();
		for (int index = 0; index < this.table.size(); index++) {
			why.agent();
			String refusal = refusedBy(this.fixed, index);
			if (refusal == null) {
				refusal = refusedBy(this.live, index);
			}
			if (refusal == null && taken(index)) {
				refusal = "an instance is on the agent already";
			}
			if (refusal != null) {
				why.constraint(refusal);
				continue;
			}
			List<Shortage> shortages = ResourceTaker.shortages(this.table.rest(index), this.group.need());
			shortages.forEach(why::shortage);
			if (shortages.isEmpty()) {
				why.constraint("there is room, but not for all instances of the gang");
			}
		}
		return why;
	}

}
