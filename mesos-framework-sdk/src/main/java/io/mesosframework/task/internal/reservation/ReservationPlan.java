package io.mesosframework.task.internal.reservation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.jspecify.annotations.Nullable;

import io.mesosframework.model.Operations;
import io.mesosframework.model.Resources;
import io.mesosframework.resource.ResourceBag;
import io.mesosframework.resource.ResourceKind;
import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.resource.Taken;
import io.mesosframework.task.Reservation;

/**
 * What has to be done with the resources of an offer so that an instance can be launched
 * in its reservation: reserve what is missing, create volumes, launch on nothing but what
 * is the reservation's own. A pure function of the offer.
 *
 * @param operations RESERVE and CREATE, in this order, as far as they are needed
 * @param consumed what they take of the resources that are free for all
 * @param taken the resources for the tasks without their volumes; {@code null} if the
 * offer is not enough
 * @param volumes the volumes by task
 * @param volumeIds the ids of all volumes
 * @param missing what the offer lacks; empty if the plan can be carried out
 */
record ReservationPlan(List<Offer.Operation> operations, ResourceBag consumed, @Nullable Taken taken,
		Map<String, Resource> volumes, List<String> volumeIds, List<String> missing) {

	/** Choose what anyone may reserve. */
	static boolean isFree(ResourceKind kind) {
		return kind.reservations().isEmpty() && !kind.revocable() && !kind.provided() && !kind.shared();
	}

	/**
	 * Plan a launch.
	 * @param reservation the reservation; what it has of its own is used first
	 * @param need what the instance needs without volumes
	 * @param volumes the volumes it needs
	 * @param offered the resources of the agent
	 * @param role for which resources are reserved
	 * @param owner in whose name
	 */
	static ReservationPlan launch(Reservation reservation, ResourceNeed need, List<VolumeNeed> volumes,
			ResourceBag offered, String role, ReservationOwner owner) {
		return new ReservationPlanner(reservation, volumes, offered, role, owner).plan(need);
	}

	/**
	 * Plan to free everything of a reservation that is offered.
	 * @return DESTROY and UNRESERVE, as far as they are needed
	 */
	static List<Offer.Operation> free(String id, ResourceBag offered) {
		List<Resource> own = offered.filter((kind) -> id.equals(kind.owner())).toResources();
		List<Resource> volumes = own.stream().filter((resource) -> resource.getDisk().hasPersistence()).toList();
		List<Offer.Operation> operations = new ArrayList<>();
		if (!volumes.isEmpty()) {
			operations.add(Operations.destroy(Resources.of(volumes)));
		}
		if (!own.isEmpty()) {
			List<Resource> stripped = own.stream().map(ReservationPlan::strip).toList();
			operations.add(Operations.unreserve(Resources.of(ResourceBag.of(stripped).toResources())));
		}
		return operations;
	}

	private static Resource strip(Resource resource) {
		if (!resource.getDisk().hasPersistence()) {
			return resource;
		}
		Resource.Builder stripped = resource.toBuilder();
		stripped.getDiskBuilder().clearPersistence().clearVolume();
		if (!resource.getDisk().hasSource()) {
			stripped.clearDisk();
		}
		return stripped.build();
	}

}
