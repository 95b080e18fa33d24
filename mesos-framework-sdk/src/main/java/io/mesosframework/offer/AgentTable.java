package io.mesosframework.offer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The agents of one round of placement as columns of numbers, so that looking through ten
 * thousand of them for a need costs little more than reading memory. Kept in step with
 * the exact bags, from which the resources are really taken. Not thread-safe.
 */
final class AgentTable {

	private final AgentOffer[] agents;

	private final ResourceBag[] rest;

	private final boolean[] touched;

	/** The agents that are touched, and some that were. */
	private int[] used = new int[16];

	private int usedCount;

	private final boolean[] listed;

	private final Map<String, long[]> columns = new HashMap<>();

	private final long[] ports;

	private final boolean[] gpus;

	private final boolean anyGpus;

	private final boolean revocable;

	AgentTable(List<AgentOffer> agents, Set<String> names, boolean revocable) {
		int size = agents.size();
		this.agents = agents.toArray(AgentOffer[]::new);
		this.rest = new ResourceBag[size];
		this.touched = new boolean[size];
		this.listed = new boolean[size];
		this.ports = new long[size];
		this.gpus = new boolean[size];
		this.revocable = revocable;
		names.forEach((name) -> this.columns.put(name, new long[size]));
		boolean any = false;
		for (int index = 0; index < size; index++) {
			this.rest[index] = this.agents[index].resources();
			this.gpus[index] = this.rest[index].scalar(ResourceNeed.GPUS, (kind) -> true) > 0;
			any |= this.gpus[index];
			refresh(index);
		}
		this.anyGpus = any;
	}

	private void refresh(int index) {
		ResourceBag bag = this.rest[index];
		this.columns.values().forEach((column) -> column[index] = 0);
		long free = 0;
		for (Map.Entry<ResourceKind, Amount> entry : bag.divisible().entrySet()) {
			ResourceKind kind = entry.getKey();
			if (!kind.plain() || kind.owner() != null
					|| kind.revocable() != (this.revocable && kind.name().equals(ResourceNeed.CPUS))) {
				continue;
			}
			if (entry.getValue() instanceof Amount.Scalar scalar) {
				long[] column = this.columns.get(kind.name());
				if (column != null) {
					column[index] += scalar.milli();
				}
			}
			else if (kind.name().equals(ResourceNeed.PORTS) && entry.getValue() instanceof Amount.Ranges ranges) {
				free += ranges.ranges().size();
			}
		}
		this.ports[index] = free;
	}

	int size() {
		return this.agents.length;
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

	/** Return the agents of which something was taken. */
	int[] touched() {
		return Arrays.stream(this.used, 0, this.usedCount).filter((index) -> this.touched[index]).toArray();
	}

	/** Return whether any agent has GPUs. */
	boolean hasGpus() {
		return this.anyGpus;
	}

	boolean hasGpus(int index) {
		return this.gpus[index];
	}

	/**
	 * Return whether the numbers say that a need fits; fixed ports are only known to the
	 * bag.
	 */
	boolean fits(int index, Need need) {
		for (int i = 0; i < need.columns.length; i++) {
			if (need.columns[i][index] < need.amounts[i]) {
				return false;
			}
		}
		return this.ports[index] >= need.ports && (need.fixed.isEmpty()
				|| this.rest[index].ranges(ResourceNeed.PORTS, need.need::usable).containsAll(need.fixed));
	}

	/**
	 * Return how much is left on an agent of what the need asks for, in needs: the
	 * smaller, the tighter the fit.
	 */
	double room(int index, Need need) {
		double room = 0;
		for (int i = 0; i < need.columns.length; i++) {
			room += need.columns[i][index] / (double) need.amounts[i];
		}
		return room;
	}

	Taken take(int index, ResourceNeed need) {
		Taken taken = ResourceTaker.take(this.rest[index], need, PortRanges.EMPTY);
		put(index, taken.rest(), true);
		return taken;
	}

	void put(int index, ResourceBag bag, boolean nowTouched) {
		this.rest[index] = bag;
		this.touched[index] = nowTouched;
		if (nowTouched && !this.listed[index]) {
			if (this.usedCount == this.used.length) {
				this.used = Arrays.copyOf(this.used, this.usedCount * 2);
			}
			this.used[this.usedCount++] = index;
			this.listed[index] = true;
		}
		refresh(index);
	}

	/**
	 * Note what an agent is short of.
	 * @param index the agent
	 * @param need the need
	 * @param why what is short is counted here
	 * @return whether anything is
	 */
	boolean note(int index, Need need, Shortages why) {
		boolean any = false;
		for (int i = 0; i < need.columns.length; i++) {
			any |= why.note(i, need.amounts[i], need.columns[i][index]);
		}
		if (need.fixed.isEmpty()) {
			return any | why.note(need.columns.length, need.ports, this.ports[index]);
		}
		for (Shortage shortage : ResourceTaker.shortages(this.rest[index], need.need)) {
			if (shortage.name().startsWith("port")) {
				why.note(shortage);
				any = true;
			}
		}
		return any;
	}

	/**
	 * Return the largest part of a need that an agent lacks, of 1; 1 if it has nothing of
	 * something, so that no smaller need would fit.
	 */
	double shortfall(int index, Need need) {
		double shortfall = 0;
		for (int i = 0; i < need.columns.length; i++) {
			shortfall = Math.max(shortfall, 1 - need.columns[i][index] / (double) need.amounts[i]);
		}
		if (this.ports[index] < need.ports) {
			shortfall = Math.max(shortfall, 1 - this.ports[index] / (double) need.ports);
		}
		boolean taken = !need.fixed.isEmpty()
				&& !this.rest[index].ranges(ResourceNeed.PORTS, need.need::usable).containsAll(need.fixed);
		return taken ? 1 : shortfall;
	}

	Need need(ResourceNeed need) {
		return new Need(this, need);
	}

	/**
	 * A need with the columns that it looks at.
	 */
	static final class Need {

		private final ResourceNeed need;

		private final long[][] columns;

		private final long[] amounts;

		private final long ports;

		private final PortRanges fixed;

		private final String[] names;

		private Need(AgentTable table, ResourceNeed need) {
			this.need = need;
			this.columns = new long[need.scalars().size()][];
			this.amounts = new long[need.scalars().size()];
			this.names = new String[need.scalars().size()];
			int i = 0;
			for (Map.Entry<String, Long> entry : need.scalars().entrySet()) {
				this.columns[i] = table.columns.get(entry.getKey());
				this.amounts[i] = entry.getValue();
				this.names[i] = entry.getKey();
				i++;
			}
			this.ports = need.dynamicPorts() + need.fixedPorts().size();
			this.fixed = need.fixedPorts();
		}

		/** Return a counter of what is short for this need. */
		Shortages shortages(Refusals why) {
			return new Shortages(this.names, this.amounts, this.ports, why);
		}

	}

}
