package io.mesosframework.task;

import java.util.List;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.jspecify.annotations.Nullable;

import io.mesosframework.offer.AgentOffer;

/**
 * In whose name homes are made, and which of those that are offered are ours.
 *
 * @param frameworkId the id of the framework
 * @param framework its name
 * @param principal its principal, which reservations and volumes must name, or
 * {@code null}
 * @param singleRole its role if it has only one by its nature, without
 * {@code MULTI_ROLE}; {@code *} otherwise
 */
record HomeOwner(String frameworkId, String framework, @Nullable String principal, String singleRole) {

	static HomeOwner of(String frameworkId, FrameworkInfo info) {
		return new HomeOwner(frameworkId, info.getName(),
				(info.hasPrincipal() && !info.getPrincipal().isEmpty()) ? info.getPrincipal() : null,
				(roles(info).size() == 1) ? roles(info).get(0) : "*");
	}

	/** Return the roles of a framework. */
	@SuppressWarnings("deprecation")
	static List<String> roles(FrameworkInfo info) {
		return (info.getRolesCount() > 0) ? info.getRolesList() : List.of(info.getRole());
	}

	/** Return the role for which resources of an offer can be reserved. */
	String role(AgentOffer offer) {
		return offer.role().equals("*") ? this.singleRole : offer.role();
	}

	/**
	 * Return whether a home may be used. The name counts too: after a removal the
	 * framework has another id.
	 */
	boolean owns(HomeLabels labels) {
		return made(labels) || labels.framework().equals(this.framework);
	}

	/** Return whether a home was made by this very framework. */
	boolean made(HomeLabels labels) {
		return labels.frameworkId().equals(this.frameworkId);
	}

	ReservationInfo reservation(Home home, String role) {
		ReservationInfo.Builder reservation = ReservationInfo.newBuilder()
			.setType(ReservationInfo.Type.DYNAMIC)
			.setRole(role)
			.setLabels(
					new HomeLabels(home.id(), this.frameworkId, this.framework, home.app(), home.index()).toLabels());
		if (this.principal != null) {
			reservation.setPrincipal(this.principal);
		}
		return reservation.build();
	}

}
