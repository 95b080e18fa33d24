package io.mesosframework.embedded.master;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.Quota;
import io.mesosframework.embedded.master.state.RoleNames;
import io.mesosframework.embedded.resource.Amount;
import io.mesosframework.embedded.resource.Limits;
import io.mesosframework.embedded.resource.Quantities;
import io.mesosframework.embedded.resource.Resources;

/**
 * Keeps the quotas in one cycle of the allocator: no role gets more than its limits, and
 * what others are guaranteed stays free for them
 * ({@code src/master/allocator/mesos/hierarchical.cpp}). Without quotas everything
 * passes.
 */
final class QuotaGate {

	private final Map<String, Quota> quotas;

	/** What each role with a quota has, with what is offered. */
	private final Map<String, Quantities> consumed = new HashMap<>();

	/** What is free and reserved for nobody. */
	private Quantities headroom = Quantities.NONE;

	QuotaGate(Term term, Collection<Agent> agents) {
		this.quotas = term.registry().quotas();
		if (this.quotas.isEmpty()) {
			return;
		}
		for (String role : this.quotas.keySet()) {
			RoleUsage usage = new RoleUsage(term, role);
			this.consumed.put(role, usage.consumed().plus(usage.offered()));
		}
		for (Agent agent : agents) {
			if (agent.active()) {
				this.headroom = this.headroom
					.plus(Quantities.of(agent.available().unreserved().nonRevocable().scalars()));
			}
		}
	}

	/**
	 * Return whether a role is guaranteed more than it has.
	 * @param role the role
	 * @return {@code true} when it comes before others
	 */
	boolean isOwed(String role) {
		return !this.quotas.isEmpty() && !owed(RoleNames.top(role)).isEmpty();
	}

	private Quantities owed(String top) {
		return this.quotas.getOrDefault(top, Quota.NONE)
			.guarantees()
			.minus(this.consumed.getOrDefault(top, Quantities.NONE));
	}

	/**
	 * Return what a role may be offered.
	 * @param role the role
	 * @param resources what is there for it
	 * @return what is reserved for it, and of the rest what no quota forbids
	 */
	Resources admit(String role, Resources resources) {
		if (this.quotas.isEmpty()) {
			return resources;
		}
		String top = RoleNames.top(role);
		Resources open = resources.unreserved().nonRevocable();
		Resources allowed = this.quotas.getOrDefault(top, Quota.NONE)
			.limits()
			.minus(this.consumed.getOrDefault(top, Quantities.NONE))
			.shrink(open);
		return resources.minus(open).plus(surplus(top).shrink(allowed));
	}

	/** What is free beyond the guarantees of the other roles. */
	private Limits surplus(String top) {
		Quantities others = Quantities.NONE;
		for (String role : this.quotas.keySet()) {
			if (!role.equals(top)) {
				others = others.plus(owed(role));
			}
		}
		if (others.isEmpty()) {
			return Limits.NONE;
		}
		Map<String, Amount> left = new HashMap<>();
		Quantities free = this.headroom.minus(others);
		others.amounts().keySet().forEach((name) -> left.put(name, free.get(name)));
		return new Limits(left);
	}

	/**
	 * Resources were offered.
	 * @param role to which role
	 * @param resources the resources
	 */
	void offered(String role, Resources resources) {
		if (this.quotas.isEmpty()) {
			return;
		}
		Quantities open = Quantities.of(resources.unreserved().nonRevocable().scalars());
		this.headroom = this.headroom.minus(open);
		this.consumed.computeIfPresent(RoleNames.top(role), (key, before) -> before.plus(open));
	}

}
