package io.mesosframework.placement;

import java.util.Arrays;
import java.util.List;

/**
 * Divides the free resources if they are insufficient for all groups of one priority.
 * Each group may first place as many instances as give it the same dominant share as the
 * others, but at least one. A group that wants less leaves the rest to the others.
 */
final class FairShares {

	/** The number of bisection steps, enough for a precision below one instance. */
	private static final int STEPS = 40;

	private final long[] free;

	private final List<IndexedDemand> needs;

	private final int[] counts;

	/**
	 * Compute the shares.
	 * @param free the free amount of each resource
	 * @param needs the need of an instance of each group
	 * @param counts the number of instances of each group
	 */
	FairShares(long[] free, List<IndexedDemand> needs, int[] counts) {
		this.free = free;
		this.needs = needs;
		this.counts = counts;
	}

	/**
	 * Return how many instances each group may place first.
	 * @return the limits, equal to the instance counts if there is enough for all
	 */
	int[] limits() {
		if (suffices(this.counts)) {
			return this.counts;
		}
		double[] totals = Arrays.stream(this.free).asDoubleStream().toArray();
		double[] shares = this.needs.stream().mapToDouble((need) -> need.share(totals)).toArray();
		double low = 0;
		double high = 1;
		int[] limits = limits(shares, low);
		for (int step = 0; step < STEPS; step++) {
			double middle = (low + high) / 2;
			int[] more = limits(shares, middle);
			if (suffices(more)) {
				low = middle;
				limits = more;
			}
			else {
				high = middle;
			}
		}
		return limits;
	}

	private int[] limits(double[] shares, double share) {
		int[] limits = new int[shares.length];
		for (int i = 0; i < limits.length; i++) {
			double instances = (shares[i] > 0) ? share / shares[i] : this.counts[i];
			limits[i] = (int) Math.max(1, Math.min(this.counts[i], instances));
		}
		return limits;
	}

	private boolean suffices(int[] limits) {
		double[] wanted = new double[this.free.length];
		for (int i = 0; i < limits.length; i++) {
			this.needs.get(i).add(wanted, limits[i]);
		}
		for (int column = 0; column < wanted.length; column++) {
			if (wanted[column] > this.free[column]) {
				return false;
			}
		}
		return true;
	}

}
