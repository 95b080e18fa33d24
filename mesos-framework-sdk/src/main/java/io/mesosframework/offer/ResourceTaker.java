package io.mesosframework.offer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Takes what an instance needs out of a bag. Reserved resources go first, the most
 * refined ones before others, so that unreserved ones remain for whoever has no
 * reservation. An amount may be put together from several kinds, each as an entry of its
 * own, as Mesos requires. Nothing changes when something is missing.
 */
final class ResourceTaker {

	private ResourceTaker() {
	}

	/**
	 * Return what is missing for a need.
	 * @param bag the resources at hand
	 * @param need the need
	 * @return every shortage; empty if {@link #take} will succeed
	 */
	static List<Shortage> shortages(ResourceBag bag, ResourceNeed need) {
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
		return shortages;
	}

	/**
	 * Take what is needed.
	 * @param bag the resources at hand
	 * @param need the need
	 * @param avoid ports that are not taken as dynamic ones
	 * @return what was taken and the rest
	 * @throws IllegalArgumentException if something is missing; it names what
	 */
	static Taken take(ResourceBag bag, ResourceNeed need, PortRanges avoid) {
		Map<ResourceKind, Amount> taken = new LinkedHashMap<>();
		List<Map.Entry<ResourceKind, Amount>> kinds = reservedFirst(bag);
		boolean enough = true;
		for (Map.Entry<String, Long> entry : need.scalars().entrySet()) {
			enough &= takeScalar(kinds, need, entry.getKey(), entry.getValue(), taken);
		}
		PortRanges dynamic = enough ? takePorts(bag, kinds, need, avoid, taken) : null;
		if (dynamic == null) {
			throw new IllegalArgumentException(
					"[" + bag + "] is too small for [" + need + "]: " + shortages(bag, need));
		}
		return new Taken(ResourceBag.ofDivisible(taken), dynamic.numbers(), bag.without(taken));
	}

	private static List<Map.Entry<ResourceKind, Amount>> reservedFirst(ResourceBag bag) {
		List<Map.Entry<ResourceKind, Amount>> entries = new ArrayList<>(bag.divisible().entrySet());
		boolean reserved = false;
		for (Map.Entry<ResourceKind, Amount> entry : entries) {
			reserved |= !entry.getKey().reservations().isEmpty();
		}
		if (reserved) {
			entries.sort((left, right) -> Integer.compare(right.getKey().reservations().size(),
					left.getKey().reservations().size()));
		}
		return entries;
	}

	private static boolean takeScalar(List<Map.Entry<ResourceKind, Amount>> kinds, ResourceNeed need, String name,
			long wanted, Map<ResourceKind, Amount> taken) {
		long left = wanted;
		for (Map.Entry<ResourceKind, Amount> entry : kinds) {
			ResourceKind kind = entry.getKey();
			if (left > 0 && kind.name().equals(name) && need.usable(kind)
					&& entry.getValue() instanceof Amount.Scalar scalar) {
				long part = Math.min(left, scalar.milli());
				taken.put(kind, new Amount.Scalar(part));
				left -= part;
			}
		}
		return left == 0;
	}

	/** Take ports; return the dynamic ones, or {@code null} if there are too few. */
	private static @Nullable PortRanges takePorts(ResourceBag bag, List<Map.Entry<ResourceKind, Amount>> kinds,
			ResourceNeed need, PortRanges avoid, Map<ResourceKind, Amount> taken) {
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
		for (Map.Entry<ResourceKind, Amount> entry : kinds) {
			ResourceKind kind = entry.getKey();
			if (kind.name().equals(ResourceNeed.PORTS) && need.usable(kind)
					&& entry.getValue() instanceof Amount.Ranges ranges) {
				PortRanges part = ranges.ranges().intersect(left);
				if (!part.isEmpty()) {
					taken.put(kind, new Amount.Ranges(part));
					left = left.minus(part);
				}
			}
		}
		return (left.isEmpty() && dynamic.size() == need.dynamicPorts()) ? dynamic : null;
	}

}
