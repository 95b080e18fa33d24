package io.mesosframework.task;

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

/**
 * A home as it was seen in an offer.
 *
 * @param labels whose home it is
 * @param agentId the agent
 * @param hostname its hostname
 * @param role the role for which it is reserved
 * @param volumes the ids of the volumes that are offered
 */
record HomeSight(HomeLabels labels, String agentId, String hostname, String role, Set<String> volumes) {

	/** Look for homes in an offer. */
	static List<HomeSight> in(Offer offer) {
		Map<String, HomeSight> seen = null;
		for (Resource resource : offer.getResourcesList()) {
			HomeLabels labels = HomeLabels.of(resource);
			if (labels != null) {
				seen = (seen != null) ? seen : new HashMap<>();
				HomeSight sight = seen.computeIfAbsent(labels.id(), (id) -> new HomeSight(labels,
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

	/** Make the home of an instance from it. */
	Home toHome(HomeState state, Instant now, @Nullable Instant due) {
		return new Home(this.labels.app(), this.labels.index(), this.labels.id(), state, this.agentId, this.hostname,
				this.role, null, List.copyOf(this.volumes), List.of(), 0, null, now, due);
	}

}
