package io.mesosframework.resource;

import java.util.List;
import java.util.function.Predicate;

import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source;
import org.jspecify.annotations.Nullable;

/**
 * Searches for a way to meet several disk needs when taking the best choice for each in
 * turn fails. An instance that shares {@code PATH} disks must find its space again after
 * a restart, when nothing is left to spare. The search gives up after a limited number of
 * steps. For one search only.
 */
final class DiskSearch {

	private static final int MAX_STEPS = 200;

	private final List<DiskNeed> needs;

	private final List<Integer> order;

	private final Predicate<ResourceKind> usable;

	private final ResourceBag[] chosen;

	private int steps;

	/**
	 * Create a search.
	 * @param needs the needs
	 * @param order their indexes, hardest to meet first
	 * @param usable chooses the kinds that may be used
	 */
	DiskSearch(List<DiskNeed> needs, List<Integer> order, Predicate<ResourceKind> usable) {
		this.needs = needs;
		this.order = order;
		this.usable = usable;
		this.chosen = new ResourceBag[needs.size()];
	}

	/** Return the space to take for each need; {@code null} if no solution was found. */
	ResourceBag @Nullable [] find(ResourceBag bag) {
		// for whole disks, meeting the largest need first is optimal
		boolean shared = this.needs.stream().filter(DiskSearch::divided).count() > 1;
		return (shared && this.needs.stream().allMatch((need) -> need.choose(bag, this.usable) != null) && find(bag, 0))
				? this.chosen : null;
	}

	private static boolean divided(DiskNeed need) {
		return need.type() != Source.Type.MOUNT;
	}

	private boolean find(ResourceBag left, int depth) {
		if (depth == this.order.size()) {
			return true;
		}
		int index = this.order.get(depth);
		DiskNeed need = this.needs.get(index);
		List<ResourceBag> candidates = need.candidates(left, this.usable).limit(divided(need) ? MAX_STEPS : 1).toList();
		for (ResourceBag candidate : candidates) {
			if (++this.steps > MAX_STEPS) {
				return false;
			}
			this.chosen[index] = candidate;
			if (find(left.minus(candidate), depth + 1)) {
				return true;
			}
		}
		return false;
	}

}
