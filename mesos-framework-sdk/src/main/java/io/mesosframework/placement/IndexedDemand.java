package io.mesosframework.placement;

import java.util.Map;
import java.util.Objects;

import io.mesosframework.resource.PortRanges;
import io.mesosframework.resource.ResourceBag;
import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.resource.ResourceTaker;
import io.mesosframework.resource.Shortage;
import io.mesosframework.resource.Taken;

/**
 * A need as numbers, with the columns of an {@link AgentTable} that it looks at.
 * Immutable.
 */
final class IndexedDemand {

	/** The column of the number of free ports. */
	static final int PORTS = 0;

	private final ResourceNeed need;

	private final String[] names;

	private final int[] columns;

	private final long[] amounts;

	/** What one of an amount is of the whole. */
	private final double[] parts;

	private final long ports;

	/** Whether certain ports or disks are needed. */
	private final boolean picky;

	/** Those of which no smaller need would do. */
	private final ResourceNeed certain;

	private final boolean gpus;

	IndexedDemand(ResourceNeed need, Map<String, Integer> columns) {
		int count = need.scalars().size();
		this.need = need;
		this.names = new String[count];
		this.columns = new int[count];
		this.amounts = new long[count];
		this.parts = new double[count];
		int i = 0;
		for (Map.Entry<String, Long> entry : need.scalars().entrySet()) {
			this.names[i] = entry.getKey();
			this.columns[i] = Objects.requireNonNull(columns.get(entry.getKey()));
			this.amounts[i] = entry.getValue();
			this.parts[i] = 1.0 / entry.getValue();
			i++;
		}
		this.gpus = need.scalars().containsKey(ResourceNeed.GPUS);
		this.ports = need.dynamicPorts() + need.fixedPorts().size();
		this.picky = !need.fixedPorts().isEmpty() || !need.disks().isEmpty();
		this.certain = !this.picky ? need
				: new ResourceNeed(Map.of(), need.fixedPorts(), 0, need.revocable(), need.owner(), need.disks());
	}

	/** Return whether GPUs are needed. */
	boolean gpus() {
		return this.gpus;
	}

	/** Return whether a row of numbers is large enough. */
	boolean fits(long[] numbers, int row) {
		for (int i = 0; i < this.columns.length; i++) {
			if (numbers[row + this.columns[i]] < this.amounts[i]) {
				return false;
			}
		}
		return numbers[row + PORTS] >= this.ports;
	}

	/** Return how often the scalars are in a row of numbers, added up. */
	double room(long[] numbers, int row) {
		double room = 0;
		for (int i = 0; i < this.columns.length; i++) {
			room += numbers[row + this.columns[i]] * this.parts[i];
		}
		return room;
	}

	void subtract(long[] numbers, int row) {
		for (int i = 0; i < this.columns.length; i++) {
			numbers[row + this.columns[i]] -= this.amounts[i];
		}
		numbers[row + PORTS] -= this.ports;
	}

	/** Add what so many instances need. */
	void add(double[] numbers, int instances) {
		for (int i = 0; i < this.columns.length; i++) {
			numbers[this.columns[i]] += this.amounts[i] * (double) instances;
		}
		numbers[PORTS] += this.ports * (double) instances;
	}

	void write(long[] row) {
		for (int i = 0; i < this.columns.length; i++) {
			row[this.columns[i]] = this.amounts[i];
		}
		row[PORTS] = this.ports;
	}

	/** Return the largest part that one instance is of any total. */
	double share(double[] totals) {
		double share = 0;
		for (int i = 0; i < this.columns.length; i++) {
			double total = totals[this.columns[i]];
			share = Math.max(share, (total > 0) ? this.amounts[i] / total : 1);
		}
		return share;
	}

	/** Return a counter of what is short for this need. */
	Shortages shortages(RefusalCounts why) {
		return new Shortages(this.names, this.amounts, this.ports, why);
	}

	/** Return whether a bag holds what no number tells: fixed ports and disks. */
	boolean fits(ResourceBag bag) {
		return !this.picky || this.need.fitsInto(bag);
	}

	/** Take what is needed. */
	Taken take(ResourceBag bag) {
		return ResourceTaker.take(bag, this.need, this.names, this.amounts, PortRanges.EMPTY);
	}

	/**
	 * Note what an agent is short of.
	 * @param numbers rows of numbers
	 * @param row where that of the agent begins
	 * @param bag what the agent has
	 * @param why what is short is counted here
	 * @return whether anything is
	 */
	boolean note(long[] numbers, int row, ResourceBag bag, Shortages why) {
		boolean any = false;
		for (int i = 0; i < this.columns.length; i++) {
			any |= why.note(i, this.amounts[i], numbers[row + this.columns[i]]);
		}
		if (!this.picky) {
			return any | why.note(this.columns.length, this.ports, numbers[row + PORTS]);
		}
		for (Shortage shortage : ResourceTaker.shortages(bag, this.need)) {
			if (!this.need.scalars().containsKey(shortage.name())) {
				why.note(shortage);
				any = true;
			}
		}
		return any;
	}

	/**
	 * Return the largest part of this need that an agent lacks, of 1; 1 if it has nothing
	 * of something or lacks a certain port or disk, so that no smaller need would fit.
	 * @param numbers rows of numbers
	 * @param row where that of the agent begins
	 * @param bag what the agent has
	 */
	double shortfall(long[] numbers, int row, ResourceBag bag) {
		if (this.picky && !this.certain.fitsInto(bag)) {
			return 1;
		}
		double shortfall = 0;
		for (int i = 0; i < this.columns.length; i++) {
			shortfall = Math.max(shortfall, 1 - numbers[row + this.columns[i]] / (double) this.amounts[i]);
		}
		if (numbers[row + PORTS] < this.ports) {
			shortfall = Math.max(shortfall, 1 - numbers[row + PORTS] / (double) this.ports);
		}
		return shortfall;
	}

}
