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
 * Plan for launching an instance in its reservation on an offer: reserve missing
 * resources, create volumes, and launch only on resources of the reservation. A pure
 * function of the offer.
 *
 * @param operations the RESERVE and CREATE operations that are needed, in this order
 * @param consumed the unreserved resources that the operations take
 * @param taken the resources for the tasks without their volumes; {@code null} if the
 * offer is insufficient
 * @param volumes the volumes by task
 * @param volumeIds the ids of all volumes
 * @param missing the resources that the offer lacks; empty if the plan can be carried out
 */
record ReservationPlan(List<Offer.Operation> operations, ResourceBag consumed, @Nullable Taken taken,
		Map<String, Resource> volumes, List<String> volumeIds, List<String> missing) {

	/** Return whether a kind of resource is free to be reserved. */
	static boolean isFree(ResourceKind kind) {
		return kind.reservations().isEmpty() && !kind.revocable() && !kind.provided() && !kind.shared();
	}

	/**
	 * Plan a launch.
	 * @param reservation the reservation, whose own resources are used first
	 * @param need the need of the instance without volumes
	 * @param volumes the volumes that it needs
	 * @param offered the offered resources of the agent
	 * @param role the role for which resources are reserved
	 * @param owner the owner in whose name resources are reserved
	 */
	static ReservationPlan launch(Reservation reservation, ResourceNeed need, List<VolumeNeed> volumes,
			ResourceBag offered, String role, ReservationOwner owner) {
		return new ReservationPlanner(reservation, volumes, offered, role, owner).plan(need);
	}

	/**
	 * Plan the operations that free all offered resources of a reservation.
	 * @return the DESTROY and UNRESERVE operations that are needed
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
