package io.mesosframework.task.internal.reservation;

import java.util.List;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.jspecify.annotations.Nullable;

import io.mesosframework.model.FrameworkInfos;
import io.mesosframework.placement.AgentOffer;
import io.mesosframework.task.Reservation;

/**
 * In whose name reservations are made, and which of those that are offered are ours.
 *
 * @param frameworkId the id of the framework
 * @param framework its name
 * @param principal its principal, which reservations and volumes must name, or
 * {@code null}
 * @param singleRole its role if it has only one by its nature, without
 * {@code MULTI_ROLE}; {@code *} otherwise
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
	 * Return whether a reservation may be used. The name counts too: after a removal the
	 * framework has another id.
	 */
	boolean owns(ReservationLabels labels) {
		return made(labels) || labels.framework().equals(this.framework);
	}

	/** Return whether a reservation was made by this very framework. */
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
