package io.mesosframework.offer;

import java.util.Arrays;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

/**
 * The agents that an instance may go to, the best first, looked for only as far as they
 * are asked for. Not thread-safe.
 */
abstract sealed class Candidates {

	/** Returned when there are no more. */
	static final int NONE = -1;

	private int[] seen = new int[8];

	private int count;

	/**
	 * Return the agents in a given order.
	 * @param order the agents, all of which suit
	 * @return the candidates
	 */
	static Candidates of(int[] order) {
		return new InOrder(order.length, order, (index) -> true);
	}

	/**
	 * Return the agents in the order of the table.
	 * @param size how many agents there are
	 * @param suits which suit
	 * @return the candidates
	 */
	static Candidates first(int size, IntPredicate suits) {
		return new InOrder(size, null, suits);
	}

	/**
	 * Return those that are used already, the fullest first, then the others, the fullest
	 * first.
	 * @param table the table
	 * @param need what is needed
	 * @param suits which suit
	 * @return the candidates
	 */
	static Candidates fullest(AgentTable table, AgentTable.Need need, IntPredicate suits) {
		return new Fullest(table, need, suits);
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
	 * A list of agents, or all, one after the other.
	 */
	private static final class InOrder extends Candidates {

		private final int size;

		private final int @Nullable [] order;

		private final IntPredicate suits;

		private int at;

		private InOrder(int size, int @Nullable [] order, IntPredicate suits) {
			this.size = size;
			this.order = order;
			this.suits = suits;
		}

		@Override
		int find() {
			while (this.at < this.size) {
				int index = (this.order != null) ? this.order[this.at] : this.at;
				this.at++;
				if (this.suits.test(index)) {
					return index;
				}
			}
			return NONE;
		}

	}

	/**
	 * Two heaps, one after the other: most rounds end within the first, and of the second
	 * only the top is needed.
	 */
	private static final class Fullest extends Candidates {

		private final AgentTable table;

		private final AgentTable.Need need;

		private final IntPredicate suits;

		private int[] heap;

		private double[] rooms;

		private int size;

		private boolean others;

		private Fullest(AgentTable table, AgentTable.Need need, IntPredicate suits) {
			this.table = table;
			this.need = need;
			this.suits = suits;
			int[] touched = table.touched();
			this.heap = new int[touched.length];
			this.rooms = new double[touched.length];
			for (int index : touched) {
				add(index);
			}
			heapify();
		}

		private void add(int index) {
			if (this.suits.test(index)) {
				this.heap[this.size] = index;
				this.rooms[this.size] = this.table.room(index, this.need);
				this.size++;
			}
		}

		private void addOthers() {
			this.others = true;
			this.heap = new int[this.table.size()];
			this.rooms = new double[this.table.size()];
			for (int index = 0; index < this.table.size(); index++) {
				if (!this.table.touched(index)) {
					add(index);
				}
			}
			heapify();
		}

		@Override
		int find() {
			if (this.size == 0 && !this.others) {
				addOthers();
			}
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

		private void heapify() {
			for (int at = this.size / 2 - 1; at >= 0; at--) {
				sink(at);
			}
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
