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
 * Selects the best agent for each instance in turn, when every placement may change what
 * the hard and soft rules say about other agents. Most ratings can only become worse, so
 * the best agent is rated again before it is taken. Ratings that may become better depend
 * on a field ({@code GROUP_BY}, {@code CLUSTER}); agents with equal fields are rated
 * together. Not thread-safe.
 */
final class Chooser {

	/** Returned when no agent suits. */
	static final int NONE = AgentTree.NONE;

	/** From this number on agents are not moved one by one. */
	private static final int MANY = 16;

	private final AgentTable table;

	private final PlacedInstances instances;

	private final IntPredicate suits;

	private final Comparator<Integer> first;

	private final Comparator<Integer> then;

	/** Hard and soft rules that may later allow what they refuse now, by field. */
	private final List<FieldConstraint> rulesByField = new ArrayList<>();

	private final List<FieldConstraint> wishesByField = new ArrayList<>();

	/** Custom rules that may later allow any agent. */
	private final List<PlacementConstraint> rulesAnyhow = new ArrayList<>();

	private final List<PlacementConstraint> rules = new ArrayList<>();

	private final List<PlacementConstraint> wishes = new ArrayList<>();

	private final Map<List<Object>, Alike> alike = new HashMap<>();

	private final PriorityQueue<Alike> queue;

	/** The groups with unfulfilled soft rules that may be fulfilled later. */
	private final Set<Alike> unkept = new LinkedHashSet<>();

	/** The groups that are refused now but may be allowed later. */
	private final List<Alike> aside = new ArrayList<>();

	private List<Integer> stages = List.of();

	/** The group in which the last instance was placed. */
	private @Nullable Alike chosen;

	private int last;

	/**
	 * Create a chooser without agents.
	 * @param table the agents
	 * @param group the group to place
	 * @param instances where its instances are; the caller adds each placement
	 * @param suits whether an agent still has room; an agent without room is not tried
	 * again
	 * @param first the order that takes precedence over soft rules
	 * @param then a total order that applies after soft rules; for an agent it may change
	 * only when an instance is placed there
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

	/** Add an agent. Must not be called after {@link #next()}. */
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
	 * Return the best agent for one more instance. The instance counts as placed there.
	 * @return the index of the agent or {@link #NONE}
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

	/** Apply the effects of the last placement. */
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

	/** Find the groups that fulfil more soft rules than before. */
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
	 * A rated agent.
	 *
	 * @param index the agent
	 * @param broken how many soft rules it did not fulfil when last rated
	 */
	private record Rated(int index, int broken) {

	}

	/**
	 * At least one agent, all of which are equal in everything that may improve their
	 * rating.
	 */
	private final class Alike {

		private final PriorityQueue<Rated> agents = new PriorityQueue<>(Chooser.this::compare);

		/** The number of soft rules that none of the agents fulfils. */
		private int broken;

		private void add(int index) {
			again(index);
			if (this.agents.size() == 1) {
				rate();
			}
		}

		/** Make an agent available again. */
		private void again(int index) {
			this.agents.add(new Rated(index, broken(Chooser.this.wishes, index)));
		}

		private Rated head() {
			return this.agents.element();
		}

		/**
		 * Return the best agent with the number of soft rules that it does not fulfil.
		 */
		private Rated best() {
			return new Rated(head().index, head().broken + this.broken);
		}

		/** Evaluate again which soft rules all of the agents fulfil. */
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

		/** Rate the best agent again and return whether there still is one. */
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
