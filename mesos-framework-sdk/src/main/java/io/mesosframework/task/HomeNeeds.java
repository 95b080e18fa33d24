package io.mesosframework.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.mesosframework.offer.DiskNeed;
import io.mesosframework.offer.FixedPoint;
import io.mesosframework.offer.ResourceNeed;

/**
 * What instances need of their homes. Pure functions.
 */
final class HomeNeeds {

	private HomeNeeds() {
	}

	/** Return what an instance needs on its first day, with space for its volumes. */
	static ResourceNeed whole(ResourceNeed need, List<VolumeNeed> volumes) {
		Map<String, Long> scalars = new HashMap<>(need.scalars());
		List<DiskNeed> disks = new ArrayList<>(need.disks());
		for (VolumeNeed volume : volumes) {
			// volumes on the root disk count as disk, others as space of other disks
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
