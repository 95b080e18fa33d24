package io.mesosframework.offer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.mesos.v1.Protos.Resource;

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
	 * @return what was taken and the rest
	 * @throws IllegalArgumentException if something is missing; it names what
	 */
	static Taken take(ResourceBag bag, ResourceNeed need) {
		List<Shortage> shortages = shortages(bag, need);
		if (!shortages.isEmpty()) {
			throw new IllegalArgumentException("[" + bag + "] is too small for [" + need + "]: " + shortages);
		}
		List<Resource> taken = new ArrayList<>();
		Map<ResourceKind, Amount> sorted = reservedFirst(bag);
		need.scalars().forEach((name, wanted) -> takeScalar(sorted, need, name, wanted, taken));
		List<Long> dynamic = takePorts(bag, sorted, need, taken);
		ResourceBag resources = ResourceBag.of(taken);
		return new Taken(resources, dynamic, bag.minus(resources));
	}

	private static Map<ResourceKind, Amount> reservedFirst(ResourceBag bag) {
		List<Map.Entry<ResourceKind, Amount>> entries = new ArrayList<>(bag.divisible().entrySet());
		entries.sort((left, right) -> Integer.compare(right.getKey().reservations().size(),
				left.getKey().reservations().size()));
		Map<ResourceKind, Amount> sorted = new LinkedHashMap<>();
		entries.forEach((entry) -> sorted.put(entry.getKey(), entry.getValue()));
		return sorted;
	}

	private static void takeScalar(Map<ResourceKind, Amount> kinds, ResourceNeed need, String name, long wanted,
			List<Resource> taken) {
		long left = wanted;
		for (Map.Entry<ResourceKind, Amount> entry : kinds.entrySet()) {
			ResourceKind kind = entry.getKey();
			if (left > 0 && kind.name().equals(name) && need.usable(kind)
					&& entry.getValue() instanceof Amount.Scalar scalar) {
				long part = Math.min(left, scalar.milli());
				taken.add(kind.scalar(part));
				left -= part;
			}
		}
	}

	private static List<Long> takePorts(ResourceBag bag, Map<ResourceKind, Amount> kinds, ResourceNeed need,
			List<Resource> taken) {
		if (need.dynamicPorts() == 0 && need.fixedPorts().isEmpty()) {
			return List.of();
		}
		PortRanges dynamic = bag.ranges(ResourceNeed.PORTS, need::usable)
			.minus(need.fixedPorts())
			.first(need.dynamicPorts());
		PortRanges left = dynamic.plus(need.fixedPorts());
		for (Map.Entry<ResourceKind, Amount> entry : kinds.entrySet()) {
			ResourceKind kind = entry.getKey();
			if (kind.name().equals(ResourceNeed.PORTS) && need.usable(kind)
					&& entry.getValue() instanceof Amount.Ranges ranges) {
				PortRanges part = ranges.ranges().intersect(left);
				if (!part.isEmpty()) {
					taken.add(kind.ranges(part));
					left = left.minus(part);
				}
			}
		}
		return dynamic.numbers();
	}

}
