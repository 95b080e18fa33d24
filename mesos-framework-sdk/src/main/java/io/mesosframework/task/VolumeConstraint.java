package io.mesosframework.task;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.offer.AgentOffer;
import io.mesosframework.offer.PlacedInstances;
import io.mesosframework.offer.PlacementConstraint;

/**
 * Keeps instances off agents that have no disk for their volumes. Stateless and
 * thread-safe.
 *
 * @param volumes the volumes
 */
record VolumeConstraint(List<VolumeNeed> volumes) implements PlacementConstraint {

	@Override
	public @Nullable String refusal(AgentOffer agent, PlacedInstances placed) {
		for (VolumeNeed volume : this.volumes) {
			if (volume.choose(agent.resources().filter(HomePlan::isFree)) == null) {
				return "no disk for " + volume;
			}
		}
		return null;
	}

	@Override
	public boolean dependsOnPlaced() {
		return false;
	}

}
