package io.mesosframework.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.mesosframework.resource.Amount;
import io.mesosframework.resource.ResourceBag;
import io.mesosframework.resource.ResourceKind;
import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.resource.Taken;

/**
 * The agents of one placement round as rows of numbers. Searching ten thousand agents for
 * a need thereby costs little more than reading memory. The table is kept in step with
 * the exact bags from which resources are taken. Not thread-safe.
 */
final class AgentTable {

	private static final int NONE = -1;

	private final AgentOffer[] agents;

	private final ResourceBag[] rest;

	private final boolean[] touched;

	private final boolean[] spent;

	private final boolean[] gpus;

	private final boolean anyGpus;

	/** The columns of ordinary resources; those of revocable ones are kept apart. */
	private final Map<String, Integer> ordinary = new HashMap<>();

	private final Map<String, Integer> revocable = new HashMap<>();

	private final int width;

	/** The free amounts, row by row. */
	private final long[] free;

	/** The minimum of all needs. An agent with less is of no use to any of them. */
	private final long[] floor;

	private final long[] totals;

	private final List<AgentTree> trees = new ArrayList<>();

	/** The agent whose last change the trees do not know yet. */
	private int pending = NONE;

	/**
	 * Marks the agents that a group has accepted or has finished with, using numbers that
	 * grow with each group.
	 */
	private final int[] marks;

	private int mark;

	AgentTable(List<AgentOffer> agents, List<PlacementGroup> groups) {
		int size = agents.size();
		Set<String> names = new HashSet<>();
		boolean revocables = false;
		for (PlacementGroup group : groups) {
			names.addAll(group.need().scalars().keySet());
			revocables |= group.need().revocable();
		}
		int columns = IndexedDemand.PORTS + 1;
		for (String name : names) {
			this.ordinary.put(name, columns);
			this.revocable.put(name, columns++);
		}
		if (revocables && names.contains(ResourceNeed.CPUS)) {
			this.revocable.put(ResourceNeed.CPUS, columns++);
		}
		this.width = columns;
		this.agents = agents.toArray(AgentOffer[]::new);
		this.rest = new ResourceBag[size];
		this.touched = new boolean[size];
		this.spent = new boolean[size];
		this.gpus = new boolean[size];
		this.marks = new int[size];
		this.free = new long[size * columns];
		this.floor = new long[columns];
		this.totals = new long[columns];
		boolean any = false;
		for (int index = 0; index < size; index++) {
			this.rest[index] = this.agents[index].resources();
			this.gpus[index] = this.rest[index].scalar(ResourceNeed.GPUS, (kind) -> true) > 0;
			any |= this.gpus[index];
			read(index);
		}
		this.anyGpus = any;
	}

	private void read(int index) {
		ResourceBag bag = this.rest[index];
		int row = index * this.width;
		count(row, -1);
		Arrays.fill(this.free, row, row + this.width, 0);
		for (int i = 0; i < bag.divisible(); i++) {
			ResourceKind kind = bag.kind(i);
			if (!kind.plain() || kind.owner() != null) {
				continue;
			}
			if (bag.amount(i) instanceof Amount.Scalar scalar) {
				Integer column = column(kind);
				if (column != null) {
					this.free[row + column] += scalar.milli();
				}
			}
			else if (kind.name().equals(ResourceNeed.PORTS) && !kind.revocable()
					&& bag.amount(i) instanceof Amount.Ranges ranges) {
				this.free[row + IndexedDemand.PORTS] += ranges.ranges().size();
			}
		}
		count(row, 1);
	}

	private void count(int row, int sign) {
		for (int column = 0; column < this.width; column++) {
			this.totals[column] += sign * this.free[row + column];
		}
	}

	/** Return the column of a scalar. Of revocable resources, only CPUs have one. */
	private @Nullable Integer column(ResourceKind kind) {
		if (!kind.revocable()) {
			return this.ordinary.get(kind.name());
		}
		Integer column = kind.name().equals(ResourceNeed.CPUS) ? this.revocable.get(ResourceNeed.CPUS) : null;
		return Objects.equals(column, this.ordinary.get(ResourceNeed.CPUS)) ? null : column;
	}

	/**
	 * Sort the agents into the order in which they are filled. Agents that all needs
	 * together would fill come first, largest first, so that few are used. Then come
	 * agents that hold all needs, smallest first, so that large ones remain free. Equal
	 * agents keep their order.
	 * @param needs the needs
	 * @param counts the number of instances of each need
	 */
	void arrange(List<IndexedDemand> needs, List<Integer> counts) {
		double[] demand = new double[this.width];
		Arrays.fill(this.floor, needs.isEmpty() ? 0 : Long.MAX_VALUE);
		long[] row = new long[this.width];
		for (int i = 0; i < needs.size(); i++) {
			Arrays.fill(row, 0);
			needs.get(i).write(row);
			for (int column = 0; column < this.width; column++) {
				demand[column] += row[column] * (double) counts.get(i);
				this.floor[column] = Math.min(this.floor[column], row[column]);
			}
		}
		long[] keys = new long[size()];
		for (int index = 0; index < keys.length; index++) {
			keys[index] = ((long) key(index, demand) << Integer.SIZE) | index;
		}
		Arrays.sort(keys);
		AgentOffer[] agents = this.agents.clone();
		ResourceBag[] rest = this.rest.clone();
		boolean[] gpus = this.gpus.clone();
		long[] free = this.free.clone();
		for (int index = 0; index < keys.length; index++) {
			int from = (int) keys[index];
			this.agents[index] = agents[from];
			this.rest[index] = rest[from];
			this.gpus[index] = gpus[from];
			System.arraycopy(free, from * this.width, this.free, index * this.width, this.width);
			this.spent[index] = isSpent(index);
		}
	}

	/** Return the sort key of an agent: agents with a smaller key come earlier. */
	private int key(int index, double[] demand) {
		double part = Double.MAX_VALUE;
		for (int column = 0; column < this.width; column++) {
			if (demand[column] > 0) {
				part = Math.min(part, this.free[index * this.width + column] / demand[column]);
			}
		}
		int one = Float.floatToIntBits(1);
		int bits = Float.floatToIntBits((float) part);
		return (bits < one) ? one - bits : bits;
	}

	/** Return the free amount of each column, summed over all agents. */
	long[] totals() {
		return this.totals.clone();
	}

	/**
	 * Return the dominant share of each need: the largest fraction of any total that it
	 * uses.
	 * @param needs the needs
	 * @return the shares, in the order of the needs
	 */
	double[] shares(List<IndexedDemand> needs) {
		double[] totals = Arrays.stream(this.totals).asDoubleStream().toArray();
		double[] shares = new double[needs.size()];
		for (int i = 0; i < shares.length; i++) {
			shares[i] = needs.get(i).share(totals);
		}
		return shares;
	}

	int size() {
		return this.agents.length;
	}

	int width() {
		return this.width;
	}

	AgentOffer agent(int index) {
		return this.agents[index];
	}

	ResourceBag rest(int index) {
		return this.rest[index];
	}

	boolean touched(int index) {
		return this.touched[index];
	}

	/** Return whether any agent has GPUs. */
	boolean hasGpus() {
		return this.anyGpus;
	}

	boolean hasGpus(int index) {
		return this.gpus[index];
	}

	/** Return the numbers, row by row. Callers must not change them. */
	long[] rows() {
		return this.free;
	}

	/** Return whether an agent has too little left for any need. */
	boolean spent(int index) {
		return this.spent[index];
	}

	private boolean isSpent(int index) {
		int row = index * this.width;
		for (int column = 0; column < this.width; column++) {
			if (this.free[row + column] < this.floor[column]) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return a tree of the matching agents.
	 * @param touched whether resources were taken from them; {@code null} to ignore this
	 * @param gpus whether they have GPUs; {@code null} to ignore this
	 * @return the tree, up to date with what has been taken so far
	 */
	AgentTree tree(@Nullable Boolean touched, @Nullable Boolean gpus) {
		settle();
		for (AgentTree tree : this.trees) {
			if (tree.isOf(touched, gpus)) {
				return tree;
			}
		}
		AgentTree tree = new AgentTree(this, touched, gpus);
		this.trees.add(tree);
		return tree;
	}

	/** Update the trees with the last change. */
	void settle() {
		if (this.pending != NONE) {
			for (AgentTree tree : this.trees) {
				tree.refresh(this.pending);
			}
			this.pending = NONE;
		}
	}

	private void changed(int index) {
		this.spent[index] = isSpent(index);
		if (this.pending != index) {
			settle();
			this.pending = index;
		}
	}

	/** Clear the marks of the last group. */
	void clearMarks() {
		this.mark += 2;
	}

	boolean isAccepted(int index) {
		return this.marks[index] == this.mark + 1;
	}

	boolean isDone(int index) {
		return this.marks[index] == this.mark + 2;
	}

	void accept(int index) {
		this.marks[index] = this.mark + 1;
	}

	void done(int index) {
		this.marks[index] = this.mark + 2;
	}

	/**
	 * Return whether a need fits according to the numbers. Fixed ports and disks are
	 * known to the bag only.
	 */
	boolean fits(int index, IndexedDemand need) {
		return need.fits(this.free, index * this.width) && need.fits(this.rest[index]);
	}

	/**
	 * Return how many times the need fits into what is left on an agent. The smaller the
	 * number, the tighter the fit.
	 */
	double room(int index, IndexedDemand need) {
		return need.room(this.free, index * this.width);
	}

	Taken take(int index, IndexedDemand need) {
		Taken taken = need.take(this.rest[index]);
		this.rest[index] = taken.rest();
		this.touched[index] = true;
		need.subtract(this.free, index * this.width);
		need.subtract(this.totals, 0);
		changed(index);
		return taken;
	}

	void put(int index, ResourceBag bag, boolean nowTouched) {
		this.rest[index] = bag;
		this.touched[index] = nowTouched;
		read(index);
		changed(index);
	}

	/** Record which resources an agent is short of; see {@link IndexedDemand#note}. */
	boolean note(int index, IndexedDemand need, Shortages why) {
		return need.note(this.free, index * this.width, this.rest[index], why);
	}

	/**
	 * Return the largest fraction of a need that an agent lacks; see
	 * {@link IndexedDemand#shortfall}.
	 */
	double shortfall(int index, IndexedDemand need) {
		return need.shortfall(this.free, index * this.width, this.rest[index]);
	}

	IndexedDemand need(ResourceNeed need) {
		return new IndexedDemand(need, need.revocable() ? this.revocable : this.ordinary);
	}

}
