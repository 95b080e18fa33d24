package io.mesosframework.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

/**
 * Finds for each instance anew the agent that is best, where every placement may change
 * what rules and wishes say of other agents. Most answers only become worse: the best
 * agent is asked again before it is taken. What may become better depends on a field
 * ({@code GROUP_BY}, {@code CLUSTER}), and agents with equal fields are asked as one. Not
 * thread-safe.
 */
final class Chooser {

	/** Returned when no agent suits. */
	static final int NONE = AgentTree.NONE;

	/** So many are not moved one by one. */
	private static final int MANY = 16;

	private final AgentTable table;

	private final PlacedInstances instances;

	private final IntPredicate suits;

	private final Comparator<Integer> first;

	private final Comparator<Integer> then;

	/** Rules and wishes which may allow later what they refuse now, by their field. */
	private final List<FieldConstraint> rulesByField = new ArrayList<>();

	private final List<FieldConstraint> wishesByField = new ArrayList<>();

	/** Rules of the application which may allow anything later. */
	private final List<PlacementConstraint> rulesAnyhow = new ArrayList<>();

	private final List<PlacementConstraint> rules = new ArrayList<>();

	private final List<PlacementConstraint> wishes = new ArrayList<>();

	private final Map<List<Object>, Alike> alike = new HashMap<>();

	private final PriorityQueue<Alike> queue;

	/** Those of which wishes are not kept that may be kept later. */
	private final Set<Alike> unkept = new LinkedHashSet<>();

	/** Those that are refused now, but may be allowed later. */
	private final List<Alike> aside = new ArrayList<>();

	private List<Integer> stages = List.of();

	/** Where the last instance was placed. */
	private @Nullable Alike chosen;

	private int last;

	/**
	 * Create a choice without agents.
	 * @param table the agents
	 * @param group what is placed
	 * @param instances where its instances are, in which the caller counts what is placed
	 * @param suits whether an agent has room still; one that has not is not asked again
	 * @param first what counts more than wishes
	 * @param then what counts less, an order without equals; for an agent it may change
	 * only when something is placed there
	 */
	Chooser(AgentTable table, PlacementGroup group, PlacedInstances instances, IntPredicate suits,
			Comparator<Integer> first, Comparator<Integer> then) {
		this.table = table;
		this.instances = instances;
		this.suits = suits;
		this.first = first;
		this.then = then;
		for (PlacementConstraint rule : group.constraints()) {
			if (rule instanceof FieldConstraint field && rule.mayAllowLater()) {
				(rule.hard() ? this.rulesByField : this.wishesByField).add(field);
			}
			else if (!rule.hard()) {
				this.wishes.add(rule);
			}
			else if (rule.dependsOnPlaced()) {
				(rule.mayAllowLater() ? this.rulesAnyhow : this.rules).add(rule);
			}
		}
		this.queue = new PriorityQueue<>((left, right) -> compare(left.best(), right.best()));
	}

	private int compare(Rated left, Rated right) {
		int order = this.first.compare(left.index, right.index);
		if (order == 0) {
			order = Integer.compare(left.broken, right.broken);
		}
		return (order != 0) ? order : this.then.compare(left.index, right.index);
	}

	/** Add an agent, before the first is asked for. */
	void add(int index) {
		List<Object> key = new ArrayList<>();
		addFields(key, this.rulesByField, index);
		addFields(key, this.wishesByField, index);
		if (!this.rulesAnyhow.isEmpty()) {
			key.add(index);
		}
		this.alike.computeIfAbsent(key, (same) -> new Alike()).add(index);
	}

	private void addFields(List<Object> key, List<FieldConstraint> rules, int index) {
		for (FieldConstraint rule : rules) {
			String value = this.table.agent(index).field(rule.field());
			key.add((value != null) ? value : Boolean.FALSE);
		}
	}

	/**
	 * Return the best agent for one more instance, which is placed there.
	 * @return the number of the agent or {@link #NONE}
	 */
	int next() {
		settle();
		for (Alike best = this.queue.poll(); best != null; best = this.queue.poll()) {
			Rated before = best.best();
			if (!best.refresh()) {
				continue;
			}
			int index = best.best().index;
			Alike next = best.best().equals(before) ? null : this.queue.peek();
			if (next != null && compare(next.best(), best.best()) < 0) {
				this.queue.add(best);
			}
			else if (refused(this.rulesByField, index) || refused(this.rulesAnyhow, index)) {
				this.aside.add(best);
			}
			else {
				this.chosen = best;
				this.last = best.agents.remove().index;
				return index;
			}
		}
		return NONE;
	}

	/** Take in what the last placement has changed. */
	private void settle() {
		List<Integer> stages = new ArrayList<>();
		this.rulesByField.forEach((rule) -> stages.add(rule.stage(this.instances)));
		this.wishesByField.forEach((rule) -> stages.add(rule.stage(this.instances)));
		boolean better = !stages.equals(this.stages);
		this.stages = stages;
		if (this.chosen == null) {
			this.queue.addAll(this.alike.values());
			return;
		}
		this.chosen.again(this.last);
		this.chosen.rate();
		this.queue.add(this.chosen);
		if (better || !this.rulesAnyhow.isEmpty()) {
			this.queue.addAll(this.aside);
			this.aside.clear();
		}
		if (better) {
			improve();
		}
	}

	/** Find those of which more wishes are kept than before. */
	private void improve() {
		List<Alike> improved = this.unkept.stream().filter(Alike::isBetter).toList();
		boolean many = improved.size() > MANY;
		List<Alike> moved = many ? List.copyOf(this.queue) : improved.stream().filter(this.queue::remove).toList();
		if (many) {
			this.queue.clear();
		}
		improved.forEach(Alike::rate);
		this.queue.addAll(moved);
	}

	private boolean refused(List<? extends PlacementConstraint> rules, int index) {
		for (PlacementConstraint rule : rules) {
			if (rule.refusal(this.table.agent(index), this.instances) != null) {
				return true;
			}
		}
		return false;
	}

	private int broken(List<? extends PlacementConstraint> wishes, int index) {
		int broken = 0;
		for (PlacementConstraint wish : wishes) {
			broken += (wish.refusal(this.table.agent(index), this.instances) != null) ? 1 : 0;
		}
		return broken;
	}

	/**
	 * An agent.
	 *
	 * @param index the agent
	 * @param broken how many wishes it did not fulfil when it was asked last
	 */
	private record Rated(int index, int broken) {

	}

	/**
	 * Agents of which everything that may become better is the same, at least one.
	 */
	private final class Alike {

		private final PriorityQueue<Rated> agents = new PriorityQueue<>(Chooser.this::compare);

		/** How many wishes none of them fulfils. */
		private int broken;

		private void add(int index) {
			again(index);
			if (this.agents.size() == 1) {
				rate();
			}
		}

		/** Let an agent be chosen again. */
		private void again(int index) {
			this.agents.add(new Rated(index, broken(Chooser.this.wishes, index)));
		}

		private Rated head() {
			return this.agents.element();
		}

		/** Return the best with all wishes that it does not fulfil. */
		private Rated best() {
			return new Rated(head().index, head().broken + this.broken);
		}

		/** Ask again which wishes all of them keep. */
		private void rate() {
			this.broken = broken(Chooser.this.wishesByField, head().index);
			if (this.broken > 0) {
				Chooser.this.unkept.add(this);
			}
			else {
				Chooser.this.unkept.remove(this);
			}
		}

		private boolean isBetter() {
			return !this.agents.isEmpty() && broken(Chooser.this.wishesByField, head().index) < this.broken;
		}

		/** Ask the best again; return whether there is one still. */
		private boolean refresh() {
			while (!this.agents.isEmpty()) {
				Rated head = this.agents.remove();
				if (Chooser.this.suits.test(head.index) && !refused(Chooser.this.rules, head.index)) {
					Rated now = new Rated(head.index, broken(Chooser.this.wishes, head.index));
					this.agents.add(now);
					if (now.equals(head) || now.equals(head())) {
						rate();
						return true;
					}
				}
			}
			return false;
		}

	}

}
