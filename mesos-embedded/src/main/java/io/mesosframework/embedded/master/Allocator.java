package io.mesosframework.embedded.master;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.mesos.v1.Protos.Filters;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.master.state.InverseOfferRecord;
import io.mesosframework.embedded.master.state.OfferRecord;
import io.mesosframework.embedded.resource.Resources;

/**
 * Offers resources to frameworks as the hierarchical allocator of Mesos does
 * ({@code src/master/allocator/mesos/hierarchical.cpp}).
 * <p>
 * A cycle only considers agents that have changed: their resources, an expired filter, or
 * the demand of any framework. A cycle without changes is therefore cheap at any cluster
 * size.
 */
final class Allocator {

	private final Term term;

	private final OfferFilterTable filters;

	private final Shares shares;

	private final OfferRules rules;

	private final MaintenanceOffers maintenanceOffers;

	private final Set<Agent> agents = new LinkedHashSet<>();

	private final Set<Agent> candidates = new LinkedHashSet<>();

	private final Set<Framework> frameworks = new LinkedHashSet<>();

	private Loop.@Nullable Timer timer;

	private boolean triggered;

	Allocator(Term term) {
		this.term = term;
		this.filters = new OfferFilterTable(term);
		this.shares = new Shares(term.registry()::weight);
		this.rules = new OfferRules(term.options());
		this.maintenanceOffers = new MaintenanceOffers(term);
	}

	void start() {
		this.timer = this.term.loop().schedule(this.term.options().allocationInterval(), () -> {
			allocate();
			start();
		});
	}

	void stop() {
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
	}

	MaintenanceOffers maintenanceOffers() {
		return this.maintenanceOffers;
	}

	/**
	 * A framework is known from now on; active or not.
	 * @param framework the framework
	 */
	void add(Framework framework) {
		this.frameworks.add(framework);
		everything();
	}

	/**
	 * A framework is to be offered resources from now on.
	 * @param framework the framework
	 */
	void activate(Framework framework) {
		if (this.frameworks.contains(framework)) {
			everything();
		}
	}

	/**
	 * A framework is not to be offered resources any more; its filters are void.
	 * @param framework the framework
	 */
	void deactivate(Framework framework) {
		this.filters.clear(framework);
		this.maintenanceOffers.clearFilters(framework);
	}

	void remove(Framework framework) {
		this.frameworks.remove(framework);
		this.filters.clear(framework);
		this.maintenanceOffers.remove(framework);
		this.shares.remove(framework);
	}

	/**
	 * A framework's description has changed.
	 * @param framework the framework, already changed
	 * @param oldRoles the roles it had
	 * @param suppressed the roles for which it wants no offers now
	 */
	void update(Framework framework, Set<String> oldRoles, Collection<String> suppressed) {
		Set<String> wanted = new LinkedHashSet<>(framework.suppressedRoles());
		wanted.removeAll(suppressed);
		wanted.retainAll(framework.roles());
		for (String role : oldRoles) {
			if (!framework.roles().contains(role)) {
				this.filters.clear(framework, role);
			}
		}
		wanted.forEach((role) -> this.filters.clear(framework, role));
		if (!wanted.isEmpty()) {
			this.maintenanceOffers.clearFilters(framework);
		}
		framework.suppressedRoles().clear();
		framework.suppressedRoles().addAll(suppressed);
		everything();
	}

	void suppress(Framework framework, Collection<String> roles) {
		framework.suppressedRoles().addAll(roles);
	}

	void revive(Framework framework, Collection<String> roles) {
		this.maintenanceOffers.clearFilters(framework);
		roles.forEach((role) -> this.filters.clear(framework, role));
		framework.suppressedRoles().removeAll(roles);
		everything();
	}

	void add(Agent agent) {
		this.agents.add(agent);
		this.shares.addTotal(agent.total());
		agent.used().forEach((frameworkId, used) -> this.shares.add(frameworkId, used));
		resync(agent);
	}

	/**
	 * An agent is no more; nothing on it is allocated any longer.
	 * @param agent the agent
	 */
	void remove(Agent agent) {
		if (!this.agents.remove(agent)) {
			return;
		}
		this.candidates.remove(agent);
		this.shares.subtractTotal(agent.total());
		agent.used().forEach((frameworkId, used) -> this.shares.subtract(frameworkId, used));
		agent.offers().forEach((offer) -> this.shares.subtract(offer.framework().key(), offer.resources()));
		this.filters.clear(agent);
		this.maintenanceOffers.remove(agent);
	}

	/**
	 * An agent's total has changed.
	 * @param agent the agent, still with its old total
	 * @param total the new total
	 */
	void updateTotal(Agent agent, Resources total) {
		this.shares.subtractTotal(agent.total());
		agent.total(total);
		this.shares.addTotal(total);
		resync(agent);
	}

	/**
	 * Compute what is free on an agent from scratch, after changes that were not made
	 * through offers.
	 * @param agent the agent
	 */
	void resync(Agent agent) {
		Resources available = agent.total().nonShared();
		for (Resources used : agent.used().values()) {
			available = available.minus(used.nonShared().unallocate());
		}
		for (OfferRecord offer : agent.offers()) {
			available = available.minus(offer.resources().nonShared().unallocate());
		}
		agent.available(available);
		reconsider(agent);
	}

	/**
	 * Look at an agent soon.
	 * @param agent the agent
	 */
	void reconsider(Agent agent) {
		if (this.agents.contains(agent)) {
			this.candidates.add(agent);
			trigger();
		}
	}

	/**
	 * Resources have become free.
	 * @param framework who had them
	 * @param agent on which agent they are
	 * @param resources the resources, allocated to a role
	 * @param refusal the filter that the framework wants, {@code null} for none
	 */
	void recover(@Nullable Framework framework, Agent agent, Resources resources, @Nullable Filters refusal) {
		if (resources.isEmpty() || !this.agents.contains(agent)) {
			return;
		}
		agent.available(agent.available().plus(resources.nonShared().unallocate()));
		this.candidates.add(agent);
		if (framework == null) {
			return;
		}
		this.shares.subtract(framework.key(), resources);
		if (refusal != null && this.frameworks.contains(framework)) {
			this.filters.refuse(framework, agent, resources, refusal);
		}
	}

	/**
	 * Resources were converted inside an offer by an operation, without changing their
	 * quantities.
	 * @param framework the framework
	 * @param before the resources before
	 * @param after the resources after
	 */
	void converted(Framework framework, Resources before, Resources after) {
		this.shares.subtract(framework.key(), before);
		this.shares.add(framework.key(), after);
	}

	/**
	 * Take free resources away for an operator.
	 * @param agent the agent
	 * @param available what is free afterwards
	 */
	void replaceAvailable(Agent agent, Resources available) {
		agent.available(available.nonShared());
		this.candidates.add(agent);
	}

	/** Quotas or weights have changed. */
	void policyChanged() {
		everything();
	}

	void inverseOfferEnded(InverseOfferRecord offer) {
		this.maintenanceOffers.ended(offer);
	}

	private void everything() {
		this.candidates.addAll(this.agents);
		trigger();
	}

	/** Allocate soon, but after what is going on now. */
	private void trigger() {
		if (!this.triggered && this.timer != null) {
			this.triggered = true;
			this.term.loop().execute(() -> {
				this.triggered = false;
				if (this.timer != null) {
					allocate();
				}
			});
		}
	}

	private void allocate() {
		this.filters.expire(this.candidates);
		if (!this.candidates.isEmpty()) {
			List<Agent> cycle = new ArrayList<>(this.candidates);
			this.candidates.clear();
			offer(cycle);
		}
		this.maintenanceOffers.send();
	}

	private void offer(List<Agent> cycle) {
		Map<Framework, List<Offers.Allocation>> offerable = new LinkedHashMap<>();
		Shares.Ranking ranking = this.shares.ranking(this.frameworks);
		if (ranking.isEmpty()) {
			return;
		}
		QuotaGate gate = new QuotaGate(this.term, this.agents);
		List<Agent> present = cycle.stream().filter((agent) -> agent.active() && this.agents.contains(agent)).toList();
		if (ranking.roles().stream().anyMatch(gate::isOwed)) {
			present.forEach((agent) -> offer(agent, ranking, gate, true, offerable));
		}
		present.forEach((agent) -> offer(agent, ranking, gate, false, offerable));
		offerable.forEach((framework, allocations) -> this.term.offers().offer(framework, allocations));
	}

	private void offer(Agent agent, Shares.Ranking ranking, QuotaGate gate, boolean owedOnly,
			Map<Framework, List<Offers.Allocation>> offerable) {
		Resources sharedOffered = Resources.EMPTY;
		for (String role : ranking.roles()) {
			Resources free = agent.offerable();
			if (free.isEmpty()) {
				return;
			}
			if (owedOnly && !gate.isOwed(role)) {
				continue;
			}
			Resources forRole = free.allocatableTo(role);
			for (Framework framework : ranking.frameworks(role)) {
				Resources available = gate.admit(role, forRole.minus(sharedOffered));
				if (available.isEmpty()) {
					break;
				}
				Resources offered = this.rules.offerable(framework, role, agent, available);
				if (offered.isEmpty() || this.filters.refuses(framework, role, agent, offered)) {
					continue;
				}
				sharedOffered = sharedOffered.plus(offered.shared());
				forRole = forRole.minus(offered.nonShared());
				agent.available(agent.available().minus(offered.nonShared()));
				Resources allocated = offered.allocate(role);
				this.shares.add(framework.key(), allocated);
				ranking.offered(role);
				gate.offered(role, offered);
				offerable.computeIfAbsent(framework, (key) -> new ArrayList<>())
					.add(new Offers.Allocation(agent, role, allocated));
			}
		}
	}

}
