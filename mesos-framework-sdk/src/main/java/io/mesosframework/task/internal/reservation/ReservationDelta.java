package io.mesosframework.task.internal.reservation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.mesosframework.resource.DiskNeed;
import io.mesosframework.resource.FixedPoint;
import io.mesosframework.resource.PortRanges;
import io.mesosframework.resource.ResourceBag;
import io.mesosframework.resource.ResourceNeed;

/**
 * Compares the needs of an instance with its reserved resources. Reserved resources are
 * not always offered: the executor of the previous launch may still hold part of them.
 * Pure functions.
 */
final class ReservationDelta {

	private ReservationDelta() {
	}

	/**
	 * Return what has to be reserved in addition, as a need for unreserved resources.
	 * @param mine the need of the instance for its own reserved resources
	 * @param own the offered resources of its reservation
	 * @param reserved the resources known to be reserved for it, whether offered or not
	 */
	static ResourceNeed missing(ResourceNeed mine, ResourceBag own, @Nullable ResourceNeed reserved) {
		ResourceNeed known = (reserved != null) ? reserved : new ResourceNeed(Map.of(), PortRanges.EMPTY, 0, false);
		Map<String, Long> scalars = new HashMap<>();
		mine.scalars().forEach((name, wanted) -> {
			long has = Math.max(own.scalar(name, mine::usable), known.scalar(name));
			scalars.put(name, Math.max(0, wanted - has));
		});
		PortRanges ports = own.ranges("ports", mine::usable);
		long others = Math.max(ports.minus(mine.fixedPorts()).size(),
				known.fixedPorts().minus(mine.fixedPorts()).size() + known.dynamicPorts());
		return new ResourceNeed(scalars, mine.fixedPorts().minus(ports).minus(known.fixedPorts()),
				(int) Math.max(0, mine.dynamicPorts() - others), false)
			.withDisks(missingDisks(mine.disks(), own, known.disks()));
	}

	private static List<DiskNeed> missingDisks(List<DiskNeed> needs, ResourceBag own, List<DiskNeed> known) {
		List<ResourceBag> chosen = DiskNeed.chooseAll(needs, own);
		List<DiskNeed> hidden = new ArrayList<>(known);
		List<DiskNeed> missing = new ArrayList<>();
		for (int i = 0; i < needs.size(); i++) {
			if (chosen.get(i).isEmpty()) {
				missing.add(needs.get(i));
			}
			else {
				take(hidden, needs.get(i));
			}
		}
		missing.removeIf((need) -> take(hidden, need));
		return missing;
	}

	/** Remove one disk that meets a need and return whether there was one. */
	private static boolean take(List<DiskNeed> disks, DiskNeed need) {
		return disks.remove(need) || disks.stream()
			.filter((disk) -> disk.type() == need.type() && disk.milli() >= need.milli()
					&& (need.root() == null || need.root().equals(disk.root())))
			.findFirst()
			.map(disks::remove)
			.orElse(false);
	}

	/**
	 * Return what is reserved once a need has been met. Resources in excess of the need
	 * stay reserved.
	 */
	static ResourceNeed together(@Nullable ResourceNeed reserved, ResourceNeed need) {
		if (reserved == null) {
			return need;
		}
		Map<String, Long> scalars = new HashMap<>(need.scalars());
		reserved.scalars().forEach((name, amount) -> scalars.merge(name, amount, Math::max));
		List<DiskNeed> hidden = new ArrayList<>(reserved.disks());
		need.disks().forEach((disk) -> take(hidden, disk));
		List<DiskNeed> disks = new ArrayList<>(need.disks());
		disks.addAll(hidden);
		return new ResourceNeed(scalars, reserved.fixedPorts().plus(need.fixedPorts()),
				Math.max(reserved.dynamicPorts(), need.dynamicPorts()), false)
			.withDisks(disks);
	}

	/**
	 * Return what an instance needs for its first launch, including the space for its
	 * volumes.
	 */
	static ResourceNeed whole(ResourceNeed need, List<VolumeNeed> volumes) {
		Map<String, Long> scalars = new HashMap<>(need.scalars());
		List<DiskNeed> disks = new ArrayList<>(need.disks());
		for (VolumeNeed volume : volumes) {
			// volumes on the root disk count as scalar disk, others as disks with a
			// source
			if (volume.disk().sourceType() == null) {
				scalars.merge("disk", FixedPoint.milli(volume.disk().size()), Long::sum);
			}
			else {
				disks.add(volume.disk().need());
			}
		}
		return new ResourceNeed(scalars, need.fixedPorts(), need.dynamicPorts(), false).withDisks(disks);
	}

}
