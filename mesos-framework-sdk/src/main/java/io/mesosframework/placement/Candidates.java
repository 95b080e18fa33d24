package io.mesosframework.placement;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The agents that an instance may go to, the best first, looked for only as far as they
 * are asked for. Each is returned once. Not thread-safe.
 */
abstract sealed class Candidates {

	/** Returned when there are no more. */
	static final int NONE = AgentTree.NONE;

	private int[] seen = new int[4];

	private int count;

	/**
	 * Return the agents in a given order.
	 * @param order the agents, all of which suit
	 * @return the candidates
	 */
	static Candidates of(int[] order) {
		return new InOrder(order);
	}

	/**
	 * Return the agents in the order of the table.
	 * @param trees the agents, those of one tree after those of the other
	 * @param need what is needed
	 * @param allowed which of those with room are allowed by the rules
	 * @return the candidates
	 */
	static Candidates first(List<AgentTree> trees, IndexedDemand need, IntPredicate allowed) {
		return new First(trees, need, allowed);
	}

	/**
	 * Return the fullest agents first.
	 * @param table the table
	 * @param trees the agents, those of one tree after those of the other
	 * @param need what is needed
	 * @param allowed which of those with room are allowed by the rules
	 * @return the candidates
	 */
	static Candidates fullest(AgentTable table, List<AgentTree> trees, IndexedDemand need, IntPredicate allowed) {
		return new Fullest(table, trees, need, allowed);
	}

	/**
	 * Return the next one.
	 * @return the number of the agent or {@link #NONE}
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
	 * Return those that were returned so far.
	 * @return the agents, the best first
	 */
	int[] seen() {
		return Arrays.copyOf(this.seen, this.count);
	}

	abstract int find();

	/**
	 * A list of agents, one after the other.
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
	 * Tree after tree. Most groups need few agents, for which a tree is searched; for
	 * whoever needs more the rest of the tree is put into a heap.
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

		/** Ask the rules about an agent once only. */
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
