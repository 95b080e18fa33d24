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
 * A need as numbers, indexed by the columns of an {@link AgentTable} that it uses.
 * Immutable.
 */
final class IndexedDemand {

	/** The column with the number of free ports. */
	static final int PORTS = 0;

	private final ResourceNeed need;

	private final String[] names;

	private final int[] columns;

	private final long[] amounts;

	/** The reciprocal of each amount. */
	private final double[] parts;

	private final long ports;

	/** Whether fixed ports or certain disks are needed. */
	private final boolean picky;

	/** The part of the need that cannot be reduced. */
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

	/** Return whether the need fits into a row of numbers. */
	boolean fits(long[] numbers, int row) {
		for (int i = 0; i < this.columns.length; i++) {
			if (numbers[row + this.columns[i]] < this.amounts[i]) {
				return false;
			}
		}
		return numbers[row + PORTS] >= this.ports;
	}

	/**
	 * Return how many times the scalars fit into a row of numbers, summed over all
	 * scalars.
	 */
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

	/** Add the need of a number of instances. */
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

	/** Return the largest fraction of any total that one instance uses. */
	double share(double[] totals) {
		double share = 0;
		for (int i = 0; i < this.columns.length; i++) {
			double total = totals[this.columns[i]];
			share = Math.max(share, (total > 0) ? this.amounts[i] / total : 1);
		}
		return share;
	}

	/** Return a counter of the shortages of this need. */
	Shortages shortages(RefusalCounts why) {
		return new Shortages(this.names, this.amounts, this.ports, why);
	}

	/**
	 * Return whether a bag holds the parts that are not numbers: fixed ports and disks.
	 */
	boolean fits(ResourceBag bag) {
		return !this.picky || this.need.fitsInto(bag);
	}

	/** Take the need from a bag. */
	Taken take(ResourceBag bag) {
		return ResourceTaker.take(bag, this.need, this.names, this.amounts, PortRanges.EMPTY);
	}

	/**
	 * Record which resources an agent is short of.
	 * @param numbers rows of numbers
	 * @param row the offset of the agent's row
	 * @param bag the agent's resources
	 * @param why counts the shortages
	 * @return whether there is any shortage
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
	 * Return the largest fraction of this need, from 0 to 1, that an agent lacks. It is 1
	 * if a resource is missing entirely or a certain port or disk is missing, so that no
	 * smaller need would fit.
	 * @param numbers rows of numbers
	 * @param row the offset of the agent's row
	 * @param bag the agent's resources
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
