package io.mesosframework.placement;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Iterates over the agents that an instance may be placed on, best first. Agents are
 * searched lazily and each is returned once. Not thread-safe.
 */
abstract sealed class Candidates {

	/** Returned when there are no more candidates. */
	static final int NONE = AgentTree.NONE;

	private int[] seen = new int[4];

	private int count;

	/**
	 * Return candidates in a given order.
	 * @param order the agents, all of them suitable
	 * @return the candidates
	 */
	static Candidates of(int[] order) {
		return new InOrder(order);
	}

	/**
	 * Return the agents in the order of the table.
	 * @param trees the agents, tree after tree
	 * @param need the need
	 * @param allowed whether the rules allow an agent with room
	 * @return the candidates
	 */
	static Candidates first(List<AgentTree> trees, IndexedDemand need, IntPredicate allowed) {
		return new First(trees, need, allowed);
	}

	/**
	 * Return the fullest agents first.
	 * @param table the table
	 * @param trees the agents, tree after tree
	 * @param need the need
	 * @param allowed whether the rules allow an agent with room
	 * @return the candidates
	 */
	static Candidates fullest(AgentTable table, List<AgentTree> trees, IndexedDemand need, IntPredicate allowed) {
		return new Fullest(table, trees, need, allowed);
	}

	/**
	 * Return the next candidate.
	 * @return the index of the agent or {@link #NONE}
	 */
	int next() {
		int next = find();
		if (next != NONE) {
			if (this.count == this.seen.length) {
				this.seen = Arrays.copyOf(this.seen, this.count * 2);
			}
			this.seen[this.count++] = next;
		}
		return next;
	}

	/**
	 * Return the candidates returned so far.
	 * @return the agents, the best first
	 */
	int[] seen() {
		return Arrays.copyOf(this.seen, this.count);
	}

	abstract int find();

	/**
	 * Agents in a given order.
	 */
	private static final class InOrder extends Candidates {

		private final int[] order;

		private int at;

		private InOrder(int[] order) {
			this.order = order;
		}

		@Override
		int find() {
			return (this.at < this.order.length) ? this.order[this.at++] : NONE;
		}

	}

	/**
	 * Tree after tree, each from its first agent to its last.
	 */
	private static final class First extends Candidates {

		private final List<AgentTree> trees;

		private final IndexedDemand need;

		private final IntPredicate allowed;

		private int tree;

		private int from;

		private First(List<AgentTree> trees, IndexedDemand need, IntPredicate allowed) {
			this.trees = trees;
			this.need = need;
			this.allowed = allowed;
		}

		@Override
		int find() {
			while (this.tree < this.trees.size()) {
				int index = this.trees.get(this.tree).first(this.from, this.need);
				if (index == NONE) {
					this.tree++;
					this.from = 0;
				}
				else {
					this.from = index + 1;
					if (this.allowed.test(index)) {
						return index;
					}
				}
			}
			return NONE;
		}

	}

	/**
	 * Tree after tree, fullest agents first. Most groups need few agents, which are
	 * searched in the tree; if a group needs more, the rest of the tree is put into a
	 * heap.
	 */
	private static final class Fullest extends Candidates {

		private static final int SEARCHES = 16;

		private final AgentTable table;

		private final List<AgentTree> trees;

		private final IndexedDemand need;

		private final IntPredicate allowed;

		private int tree;

		private int searches;

		private int[] heap = {};

		private double[] rooms = {};

		private int size;

		private Fullest(AgentTable table, List<AgentTree> trees, IndexedDemand need, IntPredicate allowed) {
			this.table = table;
			this.trees = trees;
			this.need = need;
			this.allowed = allowed;
			table.clearMarks();
		}

		@Override
		int find() {
			int index = (this.tree < this.trees.size()) ? findInTree() : NONE;
			while (index == NONE && this.tree < this.trees.size()) {
				this.tree++;
				this.searches = 0;
				index = (this.tree < this.trees.size()) ? findInTree() : NONE;
			}
			if (index != NONE) {
				this.table.done(index);
			}
			return index;
		}

		private int findInTree() {
			this.table.settle();
			if (this.searches < SEARCHES) {
				this.searches++;
				return this.trees.get(this.tree).fullest(this.need, this::suits);
			}
			if (this.searches == SEARCHES) {
				this.searches++;
				fill();
			}
			return poll();
		}

		/** Return whether the rules allow an agent, evaluating them only once. */
		private boolean suits(int index) {
			if (this.table.isDone(index)) {
				return false;
			}
			if (this.table.isAccepted(index)) {
				return true;
			}
			boolean allows = this.allowed.test(index);
			if (allows) {
				this.table.accept(index);
			}
			else {
				this.table.done(index);
			}
			return allows;
		}

		private void fill() {
			this.heap = this.trees.get(this.tree).all(this.need, this::suits);
			this.size = this.heap.length;
			this.rooms = new double[this.size];
			for (int at = 0; at < this.size; at++) {
				this.rooms[at] = this.table.room(this.heap[at], this.need);
			}
			for (int at = this.size / 2 - 1; at >= 0; at--) {
				sink(at);
			}
		}

		private int poll() {
			if (this.size == 0) {
				return NONE;
			}
			int best = this.heap[0];
			this.size--;
			this.heap[0] = this.heap[this.size];
			this.rooms[0] = this.rooms[this.size];
			sink(0);
			return best;
		}

		private void sink(int from) {
			int at = from;
			for (int child = 2 * at + 1; child < this.size; child = 2 * at + 1) {
				if (child + 1 < this.size && before(child + 1, child)) {
					child++;
				}
				if (!before(child, at)) {
					return;
				}
				swap(child, at);
				at = child;
			}
		}

		private boolean before(int left, int right) {
			return this.rooms[left] < this.rooms[right]
					|| (this.rooms[left] == this.rooms[right] && this.heap[left] < this.heap[right]);
		}

		private void swap(int left, int right) {
			int index = this.heap[left];
			double room = this.rooms[left];
			this.heap[left] = this.heap[right];
			this.rooms[left] = this.rooms[right];
			this.heap[right] = index;
			this.rooms[right] = room;
		}

	}

}
