package io.mesosframework.boot.event;

import java.util.Set;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * Filters the events of a handler by the attributes of {@link MesosEventHandler}. An
 * empty set matches everything.
 *
 * @param states task states
 * @param reasons reasons of status updates
 * @param roles roles of offers
 */
record HandlerFilter(Set<TaskState> states, Set<TaskStatus.Reason> reasons, Set<String> roles) {

	boolean matches(TaskStatus status) {
		boolean state = this.states.isEmpty() || this.states.contains(status.getState());
		boolean reason = this.reasons.isEmpty() || (status.hasReason() && this.reasons.contains(status.getReason()));
		return state && reason;
	}

	boolean matches(Offer offer) {
		return this.roles.isEmpty() || this.roles.contains(role(offer));
	}

	static String role(Offer offer) {
		return offer.getAllocationInfo().hasRole() ? offer.getAllocationInfo().getRole() : "*";
	}

}
