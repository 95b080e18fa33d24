package io.mesosframework.placement;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

/**
 * A search tree over the agents of a table. Each group holds the maximum and the minimum
 * of its agents for each resource, so that a search skips groups whose maximum is too
 * small or whose minimum leaves more room than the best agent found so far. Agents that
 * are of no use to any need are left out. Not thread-safe.
 */
final class AgentTree {

	/** Returned when there is no agent. */
	static final int NONE = -1;

	/** The binary logarithm of the group size. */
	private static final int SHIFT = 3;

	private final AgentTable table;

	private final @Nullable Boolean touched;

	private final @Nullable Boolean gpus;

	private final int width;

	/** The rows of all groups, by level, starting with the smallest groups. */
	private final long[][] most;

	private final long[][] least;

	private final long[] newMost;

	private final long[] newLeast;

	private int best;

	private double bestRoom;

	AgentTree(AgentTable table, @Nullable Boolean touched, @Nullable Boolean gpus) {
		this.table = table;
		this.touched = touched;
		this.gpus = gpus;
		this.width = table.width();
		this.newMost = new long[this.width];
		this.newLeast = new long[this.width];
		int levels = 1;
		while (count(levels - 1) > 1) {
			levels++;
		}
		this.most = new long[levels][];
		this.least = new long[levels][];
		for (int level = 0; level < levels; level++) {
			int groups = count(level);
			this.most[level] = new long[groups * this.width];
			this.least[level] = new long[groups * this.width];
			for (int group = 0; group < groups; group++) {
				refresh(level, group);
			}
		}
	}

	/** Return the number of groups on a level. */
	private int count(int level) {
		int shift = SHIFT * (level + 1);
		return (int) ((this.table.size() + (1L << shift) - 1) >> shift);
	}

	boolean isOf(@Nullable Boolean touched, @Nullable Boolean gpus) {
		return Objects.equals(this.touched, touched) && Objects.equals(this.gpus, gpus);
	}

	private boolean holds(int index) {
		return (this.touched == null || this.touched == this.table.touched(index))
				&& (this.gpus == null || this.gpus == this.table.hasGpus(index)) && !this.table.spent(index);
	}

	/**
	 * Update the tree after a change of an agent.
	 * @param index the agent
	 */
	void refresh(int index) {
		int group = index >> SHIFT;
		for (int level = 0; level < this.most.length && refresh(level, group); level++) {
			group >>= SHIFT;
		}
	}

	/** Recompute a group from its members and return whether it has changed. */
	private boolean refresh(int level, int group) {
		Arrays.fill(this.newMost, -1);
		Arrays.fill(this.newLeast, Long.MAX_VALUE);
		int from = group << SHIFT;
		int to = Math.min(from + (1 << SHIFT), (level == 0) ? this.table.size() : count(level - 1));
		for (int member = from; member < to; member++) {
			if (level > 0) {
				merge(this.most[level - 1], this.least[level - 1], member * this.width);
			}
			else if (holds(member)) {
				merge(this.table.rows(), this.table.rows(), member * this.width);
			}
		}
		int row = group * this.width;
		boolean same = Arrays.equals(this.most[level], row, row + this.width, this.newMost, 0, this.width)
				&& Arrays.equals(this.least[level], row, row + this.width, this.newLeast, 0, this.width);
		System.arraycopy(this.newMost, 0, this.most[level], row, this.width);
		System.arraycopy(this.newLeast, 0, this.least[level], row, this.width);
		return !same;
	}

	private void merge(long[] most, long[] least, int row) {
		for (int column = 0; column < this.width; column++) {
			this.newMost[column] = Math.max(this.newMost[column], most[row + column]);
			this.newLeast[column] = Math.min(this.newLeast[column], least[row + column]);
		}
	}

	/**
	 * Find the first agent with room.
	 * @param from the agent at which to start
	 * @param need the need
	 * @return the agent or {@link #NONE}
	 */
	int first(int from, IndexedDemand need) {
		int index = from;
		while (index < this.table.size()) {
			int skipped = skip(index, need);
			if (skipped > 0) {
				index += skipped;
			}
			else if (this.table.fits(index, need) && holds(index)) {
				return index;
			}
			else {
				index++;
			}
		}
		return NONE;
	}

	/**
	 * Return the number of agents, starting at the given one, in a group without room.
	 */
	private int skip(int index, IndexedDemand need) {
		int levels = Math.min(this.most.length, Integer.numberOfTrailingZeros(index) / SHIFT);
		for (int level = levels - 1; level >= 0; level--) {
			int shift = SHIFT * (level + 1);
			if (!need.fits(this.most[level], (index >> shift) * this.width)) {
				return 1 << shift;
			}
		}
		return 0;
	}

	/**
	 * Find the agent with the least sufficient room; among equal ones the first.
	 * @param need the need
	 * @param suits whether an agent is a candidate
	 * @return the agent or {@link #NONE}
	 */
	int fullest(IndexedDemand need, IntPredicate suits) {
		this.best = NONE;
		this.bestRoom = Double.POSITIVE_INFINITY;
		int top = this.most.length - 1;
		for (int group = 0; group < count(top); group++) {
			search(top, group, need, suits);
		}
		return this.best;
	}

	private void search(int level, int group, IndexedDemand need, IntPredicate suits) {
		int row = group * this.width;
		if (!need.fits(this.most[level], row) || need.room(this.least[level], row) >= this.bestRoom) {
			return;
		}
		int from = group << SHIFT;
		int to = Math.min(from + (1 << SHIFT), (level == 0) ? this.table.size() : count(level - 1));
		for (int member = from; member < to; member++) {
			if (level > 0) {
				search(level - 1, member, need, suits);
			}
			else {
				consider(member, need, suits);
			}
		}
	}

	private void consider(int index, IndexedDemand need, IntPredicate suits) {
		if (this.table.fits(index, need)) {
			double room = this.table.room(index, need);
			if (room < this.bestRoom && holds(index) && suits.test(index)) {
				this.best = index;
				this.bestRoom = room;
			}
		}
	}

	/**
	 * Return all agents with room.
	 * @param need the need
	 * @param suits whether an agent is a candidate
	 * @return the agents, in the order of the table
	 */
	int[] all(IndexedDemand need, IntPredicate suits) {
		int[] all = new int[this.table.size()];
		int count = 0;
		for (int index = first(0, need); index != NONE; index = first(index + 1, need)) {
			if (suits.test(index)) {
				all[count++] = index;
			}
		}
		return Arrays.copyOf(all, count);
	}

}
