package io.mesosframework.embedded.master;

import java.util.Map;

import org.apache.mesos.v1.Protos.Resource;

import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.OfferRecord;
import io.mesosframework.embedded.master.state.RoleNames;
import io.mesosframework.embedded.resource.Quantities;
import io.mesosframework.embedded.resource.Resources;
import io.mesosframework.embedded.resource.Traits;

/**
 * What a role and the roles below it have ({@code RoleResourceBreakdown} of
 * {@code src/master/master.cpp}).
 */
final class RoleUsage {

	private final Term term;

	private final String role;

	RoleUsage(Term term, String role) {
		this.term = term;
		this.role = role;
	}

	/** What tasks and executors use. */
	Quantities allocated() {
		Resources sum = Resources.EMPTY;
		for (Agent agent : this.term.agents().registered()) {
			for (Map.Entry<String, Resources> used : agent.used().entrySet()) {
				if (this.term.frameworks().get(used.getKey()) != null) {
					sum = sum.plus(used.getValue().filter(this::isAllocated));
				}
			}
		}
		return Quantities.of(sum);
	}

	/** What is offered and not yet answered. */
	Quantities offered() {
		Resources sum = Resources.EMPTY;
		for (Agent agent : this.term.agents().registered()) {
			for (OfferRecord offer : agent.offers()) {
				if (RoleNames.isWithin(offer.role(), this.role)) {
					sum = sum.plus(offer.resources());
				}
			}
		}
		return Quantities.of(sum);
	}

	/** What is reserved, whether it is used or not. */
	Quantities reserved() {
		Resources sum = Resources.EMPTY;
		for (Agent agent : this.term.agents().registered()) {
			sum = sum.plus(agent.total().filter(this::isReserved));
		}
		return Quantities.of(sum);
	}

	/** What is used or reserved, which is what counts against a quota. */
	Quantities consumed() {
		Quantities idle = Quantities.NONE;
		for (Agent agent : this.term.agents().registered()) {
			Quantities used = Quantities.NONE;
			for (Resources resources : agent.used().values()) {
				used = used.plus(Quantities.of(resources.filter(this::isReserved)));
			}
			idle = idle.plus(Quantities.of(agent.total().filter(this::isReserved)).minus(used));
		}
		return allocated().plus(idle);
	}

	private boolean isAllocated(Resource resource) {
		return RoleNames.isWithin(resource.getAllocationInfo().getRole(), this.role);
	}

	private boolean isReserved(Resource resource) {
		return Traits.isReserved(resource) && RoleNames.isWithin(Traits.reservationRole(resource), this.role);
	}

}
