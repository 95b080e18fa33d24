package io.mesosframework.task.internal.reservation;

import java.util.List;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.jspecify.annotations.Nullable;

import io.mesosframework.model.FrameworkInfos;
import io.mesosframework.placement.AgentOffer;
import io.mesosframework.task.Reservation;

/**
 * Owner in whose name reservations are made. Tells which of the offered reservations
 * belong to the framework.
 *
 * @param frameworkId the id of the framework
 * @param framework the name of the framework
 * @param principal the principal of the framework, which reservations and volumes must
 * name, or {@code null}
 * @param singleRole the role of a framework without the capability {@code MULTI_ROLE};
 * {@code *} otherwise
 * @since 0.1.0
 */
public record ReservationOwner(String frameworkId, String framework, @Nullable String principal, String singleRole) {

	public static ReservationOwner of(String frameworkId, FrameworkInfo info) {
		List<String> roles = FrameworkInfos.rolesOf(info);
		return new ReservationOwner(frameworkId, info.getName(),
				(info.hasPrincipal() && !info.getPrincipal().isEmpty()) ? info.getPrincipal() : null,
				(roles.size() == 1) ? roles.get(0) : "*");
	}

	/** Return the role for which resources of an offer can be reserved. */
	String role(AgentOffer offer) {
		return offer.role().equals("*") ? this.singleRole : offer.role();
	}

	/**
	 * Return whether a reservation may be used. A matching framework name is sufficient,
	 * because a framework has another id after its removal.
	 */
	boolean owns(ReservationLabels labels) {
		return made(labels) || labels.framework().equals(this.framework);
	}

	/** Return whether a reservation was made by the framework with this id. */
	boolean made(ReservationLabels labels) {
		return labels.frameworkId().equals(this.frameworkId);
	}

	ReservationInfo info(Reservation reservation, String role) {
		ReservationInfo.Builder info = ReservationInfo.newBuilder()
			.setType(ReservationInfo.Type.DYNAMIC)
			.setRole(role)
			.setLabels(new ReservationLabels(reservation.id(), this.frameworkId, this.framework, reservation.app(),
					reservation.index())
				.toLabels());
		if (this.principal != null) {
			info.setPrincipal(this.principal);
		}
		return info.build();
	}

}
