package io.mesosframework.resource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Takes the resources that an instance needs from a bag. Reserved resources are taken
 * first, the most refined ones before others, so that unreserved ones remain for tasks
 * without a reservation. An amount may be combined from several kinds, each with an entry
 * of its own as Mesos requires. Nothing is taken if anything is missing.
 *
 * @since 0.1.0
 */
public final class ResourceTaker {

	private ResourceTaker() {
	}

	/**
	 * Return the shortages of a need.
	 * @param bag the available resources
	 * @param need the need
	 * @return all shortages; empty if {@link #take} will succeed
	 */
	public static List<Shortage> shortages(ResourceBag bag, ResourceNeed need) {
		List<Shortage> shortages = new ArrayList<>();
		new TreeMap<>(need.scalars()).forEach((name, wanted) -> {
			long available = bag.scalar(name, need::usable);
			if (available < wanted) {
				shortages.add(new Shortage(name, FixedPoint.toString(wanted), FixedPoint.toString(available)));
			}
		});
		if (need.dynamicPorts() > 0 || !need.fixedPorts().isEmpty()) {
			PortRanges ports = bag.ranges(ResourceNeed.PORTS, need::usable);
			PortRanges missing = need.fixedPorts().minus(ports);
			if (!missing.isEmpty()) {
				shortages.add(new Shortage("port", missing.toString(), "taken"));
			}
			long free = ports.minus(need.fixedPorts()).size();
			if (free < need.dynamicPorts()) {
				shortages
					.add(new Shortage(ResourceNeed.PORTS, String.valueOf(need.dynamicPorts()), String.valueOf(free)));
			}
		}
		DiskNeed.chooseAll(need.disks(), bag, need::usableDisk, shortages);
		return shortages;
	}

	/**
	 * Take the needed resources.
	 * @param bag the available resources
	 * @param need the need
	 * @param avoid ports that are not used as dynamic ports
	 * @return the taken and the remaining resources
	 * @throws IllegalArgumentException if something is missing; the message names it
	 */
	public static Taken take(ResourceBag bag, ResourceNeed need, PortRanges avoid) {
		String[] names = new TreeMap<>(need.scalars()).keySet().toArray(String[]::new);
		return take(bag, need, names, Arrays.stream(names).mapToLong(need::scalar).toArray(), avoid);
	}

	/**
	 * Take the needed resources.
	 * @param bag the available resources
	 * @param need the need
	 * @param names the names of its scalars
	 * @param amounts the amounts of its scalars
	 * @param avoid ports that are not used as dynamic ports
	 * @return the taken and the remaining resources
	 * @throws IllegalArgumentException if something is missing; the message names it
	 */
	public static Taken take(ResourceBag bag, ResourceNeed need, String[] names, long[] amounts, PortRanges avoid) {
		@Nullable Amount[] parts = new Amount[bag.divisible()];
		int[] order = reservedFirst(bag);
		boolean enough = true;
		for (int i = 0; i < names.length; i++) {
			enough &= takeScalar(bag, order, need, names[i], amounts[i], parts);
		}
		PortRanges dynamic = enough ? takePorts(bag, order, need, avoid, parts) : null;
		if (dynamic == null) {
			throw tooSmall(bag, need);
		}
		Taken taken = new Taken(bag.part(parts), dynamic.numbers(), List.of(), bag.without(parts));
		return need.disks().isEmpty() ? taken : withDisks(taken, bag, need);
	}

	/** Take the disks, whose kinds are used for nothing else. */
	private static Taken withDisks(Taken taken, ResourceBag bag, ResourceNeed need) {
		List<Shortage> missing = new ArrayList<>();
		List<ResourceBag> disks = DiskNeed.chooseAll(need.disks(), taken.rest(), need::usableDisk, missing);
		if (!missing.isEmpty()) {
			throw tooSmall(bag, need);
		}
		ResourceBag sum = disks.stream().reduce(ResourceBag.EMPTY, ResourceBag::plus);
		return new Taken(taken.resources().plus(sum), taken.ports(), disks, taken.rest().minus(sum));
	}

	private static IllegalArgumentException tooSmall(ResourceBag bag, ResourceNeed need) {
		return new IllegalArgumentException("[" + bag + "] is too small for [" + need + "]: " + shortages(bag, need));
	}

	private static int[] reservedFirst(ResourceBag bag) {
		int[] order = new int[bag.divisible()];
		for (int i = 0; i < order.length; i++) {
			// there are few kinds, most of them unreserved
			int at = i;
			while (at > 0 && depth(bag, order[at - 1]) < depth(bag, i)) {
				order[at] = order[at - 1];
				at--;
			}
			order[at] = i;
		}
		return order;
	}

	private static int depth(ResourceBag bag, int index) {
		return bag.kind(index).reservations().size();
	}

	private static boolean takeScalar(ResourceBag bag, int[] order, ResourceNeed need, String name, long wanted,
			@Nullable Amount[] parts) {
		long left = wanted;
		for (int i = 0; i < order.length && left > 0; i++) {
			ResourceKind kind = bag.kind(order[i]);
			if (kind.name().equals(name) && bag.amount(order[i]) instanceof Amount.Scalar scalar && need.usable(kind)) {
				long part = Math.min(left, scalar.milli());
				parts[order[i]] = new Amount.Scalar(part);
				left -= part;
			}
		}
		return left == 0;
	}

	/** Take ports and return the dynamic ones, or {@code null} if there are too few. */
	private static @Nullable PortRanges takePorts(ResourceBag bag, int[] order, ResourceNeed need, PortRanges avoid,
			@Nullable Amount[] parts) {
		if (need.dynamicPorts() == 0 && need.fixedPorts().isEmpty()) {
			return PortRanges.EMPTY;
		}
		PortRanges dynamic = bag.ranges(ResourceNeed.PORTS, need::usable)
			.minus(need.fixedPorts())
			.minus(avoid)
			.first(need.dynamicPorts());
		if (dynamic.size() < need.dynamicPorts()) {
			return null;
		}
		PortRanges left = dynamic.plus(need.fixedPorts());
		for (int i = 0; i < order.length && !left.isEmpty(); i++) {
			ResourceKind kind = bag.kind(order[i]);
			if (kind.name().equals(ResourceNeed.PORTS) && bag.amount(order[i]) instanceof Amount.Ranges ranges
					&& need.usable(kind)) {
				PortRanges part = ranges.ranges().intersect(left);
				if (!part.isEmpty()) {
					parts[order[i]] = new Amount.Ranges(part);
					left = left.minus(part);
				}
			}
		}
		return left.isEmpty() ? dynamic : null;
	}

}
