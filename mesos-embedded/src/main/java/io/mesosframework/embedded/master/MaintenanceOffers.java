package io.mesosframework.embedded.master;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.allocator.Protos.InverseOfferStatus;

import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.master.state.InverseOfferRecord;

/**
 * Sends inverse offers to frameworks that use an agent with scheduled maintenance, see
 * {@code docs/maintenance.md} of Mesos.
 */
final class MaintenanceOffers {

	private final Term term;

	private final Map<Agent, Maintenance> agents = new LinkedHashMap<>();

	private final Map<Framework, Map<Agent, Instant>> filters = new HashMap<>();

	MaintenanceOffers(Term term) {
		this.term = term;
	}

	/**
	 * The unavailability of an agent has changed.
	 * @param agent the agent
	 * @param scheduled whether it is going to be unavailable
	 */
	void update(Agent agent, boolean scheduled) {
		this.filters.values().forEach((own) -> own.remove(agent));
		if (scheduled) {
			this.agents.put(agent, new Maintenance());
		}
		else {
			this.agents.remove(agent);
		}
	}

	void remove(Agent agent) {
		this.filters.values().forEach((own) -> own.remove(agent));
		this.agents.remove(agent);
	}

	void remove(Framework framework) {
		this.filters.remove(framework);
		this.agents.values().forEach((maintenance) -> {
			maintenance.outstanding.remove(framework);
			maintenance.statuses.remove(framework);
		});
	}

	void clearFilters(Framework framework) {
		this.filters.remove(framework);
	}

	void ended(InverseOfferRecord offer) {
		Maintenance maintenance = this.agents.get(offer.agent());
		if (maintenance != null) {
			maintenance.outstanding.remove(offer.framework());
		}
	}

	/**
	 * A framework has answered an inverse offer.
	 * @param offer the inverse offer
	 * @param answer the answer
	 * @param filters for how long it wants no other
	 */
	void answered(InverseOfferRecord offer, InverseOfferStatus.Status answer, Filters filters) {
		Maintenance maintenance = this.agents.get(offer.agent());
		if (maintenance != null) {
			maintenance.statuses.put(offer.framework(),
					InverseOfferStatus.newBuilder()
						.setStatus(answer)
						.setFrameworkId(offer.framework().id())
						.setTimestamp(this.term.statuses().now())
						.build());
		}
		Duration duration = OfferFilterTable.duration(filters);
		if (!duration.isZero()) {
			this.filters.computeIfAbsent(offer.framework(), (key) -> new HashMap<>())
				.put(offer.agent(), this.term.now().plus(duration));
		}
	}

	/**
	 * Return what frameworks have answered about an agent.
	 * @param agent the agent
	 * @return the answers
	 */
	List<InverseOfferStatus> statuses(Agent agent) {
		Maintenance maintenance = this.agents.get(agent);
		return (maintenance != null) ? new ArrayList<>(maintenance.statuses.values()) : List.of();
	}

	/** Send the inverse offers that are due. */
	void send() {
		if (this.agents.isEmpty()) {
			return;
		}
		Map<Framework, Set<Agent>> due = new LinkedHashMap<>();
		this.agents.forEach((agent, maintenance) -> {
			for (Framework framework : concerned(agent)) {
				if (framework.active() && agent.active() && !isFiltered(framework, agent)
						&& maintenance.outstanding.add(framework)) {
					due.computeIfAbsent(framework, (key) -> new LinkedHashSet<>()).add(agent);
				}
			}
		});
		due.forEach((framework, agents) -> this.term.offers().inverseOffer(framework, agents));
	}

	private Set<Framework> concerned(Agent agent) {
		Set<Framework> concerned = new LinkedHashSet<>();
		for (String frameworkId : agent.used().keySet()) {
			Framework framework = this.term.frameworks().get(frameworkId);
			if (framework != null) {
				concerned.add(framework);
			}
		}
		agent.offers().forEach((offer) -> concerned.add(offer.framework()));
		return concerned;
	}

	private boolean isFiltered(Framework framework, Agent agent) {
		Instant until = this.filters.getOrDefault(framework, Map.of()).get(agent);
		return until != null && until.isAfter(this.term.now());
	}

	/**
	 * The maintenance of one agent.
	 */
	private static final class Maintenance {

		private final Set<Framework> outstanding = new HashSet<>();

		private final Map<Framework, InverseOfferStatus> statuses = new LinkedHashMap<>();

	}

}
