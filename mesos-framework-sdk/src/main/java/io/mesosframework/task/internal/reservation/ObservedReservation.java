package io.mesosframework.task.internal.reservation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Reservation;
import io.mesosframework.task.ReservationState;

/**
 * Reservation as it was seen in an offer.
 *
 * @param labels the labels, which identify the owner
 * @param agentId the id of the agent
 * @param hostname the hostname of the agent
 * @param role the role for which the resources are reserved
 * @param volumes the ids of the offered volumes
 */
record ObservedReservation(ReservationLabels labels, String agentId, String hostname, String role,
		Set<String> volumes) {

	/** Return the reservations in an offer. */
	static List<ObservedReservation> in(Offer offer) {
		Map<String, ObservedReservation> seen = null;
		for (Resource resource : offer.getResourcesList()) {
			ReservationLabels labels = ReservationLabels.of(resource);
			if (labels != null) {
				seen = (seen != null) ? seen : new HashMap<>();
				ObservedReservation sight = seen.computeIfAbsent(labels.id(), (id) -> new ObservedReservation(labels,
						offer.getAgentId().getValue(), offer.getHostname(), role(resource), new HashSet<>()));
				if (resource.getDisk().hasPersistence()) {
					sight.volumes().add(resource.getDisk().getPersistence().getId());
				}
			}
		}
		return (seen != null) ? new ArrayList<>(seen.values()) : List.of();
	}

	@SuppressWarnings("deprecation")
	private static String role(Resource resource) {
		int count = resource.getReservationsCount();
		return (count > 0) ? resource.getReservations(count - 1).getRole() : resource.getRole();
	}

	/** Return this as the reservation of an instance. */
	Reservation toReservation(ReservationState state, Instant now, @Nullable Instant due) {
		return new Reservation(this.labels.app(), this.labels.index(), this.labels.id(), state, this.agentId,
				this.hostname, this.role, null, List.copyOf(this.volumes), List.of(), 0, null, now, due);
	}

}
