package io.mesosframework.placement;

import java.util.Arrays;

import io.mesosframework.resource.FixedPoint;
import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.resource.Shortage;

/**
 * Counts how many agents are short of which resource, and how much the best of them has.
 * Texts are created at the end only. Not thread-safe.
 */
final class Shortages {

	private final String[] names;

	private final long[] amounts;

	private final long ports;

	private final RefusalCounts why;

	private final int[] agents;

	private final long[] best;

	Shortages(String[] names, long[] amounts, long ports, RefusalCounts why) {
		this.names = names;
		this.amounts = amounts;
		this.ports = ports;
		this.why = why;
		this.agents = new int[names.length + 1];
		this.best = new long[names.length + 1];
		Arrays.fill(this.best, -1);
	}

	/**
	 * Record the amount that an agent has.
	 * @param resource the index of the scalar, or the index after the last for ports
	 * @param wanted the needed amount
	 * @param available the available amount
	 * @return whether it is too small
	 */
	boolean note(int resource, long wanted, long available) {
		if (available >= wanted) {
			return false;
		}
		this.agents[resource]++;
		this.best[resource] = Math.max(this.best[resource], available);
		return true;
	}

	void note(Shortage shortage) {
		this.why.shortage(shortage);
	}

	/** Convert the counts to texts. */
	void tell() {
		for (int i = 0; i < this.agents.length; i++) {
			if (this.agents[i] > 0) {
				boolean scalar = i < this.names.length;
				this.why.shortage(this.agents[i], scalar
						? new Shortage(this.names[i], FixedPoint.toString(this.amounts[i]),
								FixedPoint.toString(this.best[i]))
						: new Shortage(ResourceNeed.PORTS, String.valueOf(this.ports), String.valueOf(this.best[i])));
			}
		}
	}

}
