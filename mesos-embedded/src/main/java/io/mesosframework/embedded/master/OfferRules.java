package io.mesosframework.embedded.master;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.OfferFilters;
import org.apache.mesos.v1.Protos.Resource;

import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.Capabilities;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.resource.Amount;
import io.mesosframework.embedded.resource.Resources;

/**
 * Decides which free resources of an agent can be offered to a framework, by its offer
 * constraints, its capabilities and the minimum allocatable resources.
 */
final class OfferRules {

	private final List<Map<String, Double>> minimum;

	private final boolean filterGpus;

	OfferRules(MasterOptions options) {
		this.minimum = options.minAllocatableResources();
		this.filterGpus = options.filterGpuResources();
	}

	/**
	 * Return what can be offered.
	 * @param framework the framework
	 * @param role the role
	 * @param agent the agent
	 * @param available what is free for the role
	 * @return the resources, empty when there is no offer
	 */
	Resources offerable(Framework framework, String role, Agent agent, Resources available) {
		if (framework.constraintsFilter().excludes(role, agent.info()) || !allocatable(available, role, framework)
				|| !isCapableOf(framework.capabilities(), agent)) {
			return Resources.EMPTY;
		}
		Resources stripped = strip(available, framework.capabilities());
		return (stripped == available || allocatable(stripped, role, framework)) ? stripped : Resources.EMPTY;
	}

	private boolean isCapableOf(Capabilities capabilities, Agent agent) {
		return !this.filterGpus || capabilities.gpuResources()
				|| agent.total().amount("gpus").compareTo(Amount.ZERO) <= 0;
	}

	private static Resources strip(Resources resources, Capabilities capabilities) {
		for (Resource resource : resources) {
			if (!isUnderstood(resource, capabilities)) {
				return resources.filter((candidate) -> isUnderstood(candidate, capabilities));
			}
		}
		return resources;
	}

	private static boolean isUnderstood(Resource resource, Capabilities capabilities) {
		return (capabilities.sharedResources() || !resource.hasShared())
				&& (capabilities.revocableResources() || !resource.hasRevocable())
				&& (capabilities.reservationRefinement() || resource.getReservationsCount() <= 1);
	}

	private boolean allocatable(Resources resources, String role, Framework framework) {
		if (resources.isEmpty()) {
			return false;
		}
		List<Map<String, Double>> alternatives = minimum(framework, role);
		return alternatives.isEmpty() || alternatives.stream().anyMatch((quantities) -> holds(resources, quantities));
	}

	private List<Map<String, Double>> minimum(Framework framework, String role) {
		OfferFilters own = framework.info().getOfferFiltersMap().get(role);
		if (own == null || !own.hasMinAllocatableResources()) {
			return this.minimum;
		}
		List<Map<String, Double>> alternatives = new ArrayList<>();
		own.getMinAllocatableResources().getQuantitiesList().forEach((quantities) -> {
			Map<String, Double> amounts = new HashMap<>();
			quantities.getQuantitiesMap().forEach((name, amount) -> amounts.put(name, amount.getValue()));
			alternatives.add(amounts);
		});
		return alternatives;
	}

	private static boolean holds(Resources resources, Map<String, Double> quantities) {
		return quantities.entrySet()
			.stream()
			.allMatch((entry) -> resources.amount(entry.getKey()).compareTo(Amount.of(entry.getValue())) >= 0);
	}

}
