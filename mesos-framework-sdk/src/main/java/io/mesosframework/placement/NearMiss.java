package io.mesosframework.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.mesosframework.resource.ResourceTaker;

/**
 * Finds the smallest change that would have allowed an instance to be placed: less of
 * some resources, or one rule less. Its cost and memory are bounded.
 */
final class NearMiss {

	/** The maximum number of agents with room for which each rule is evaluated. */
	private static final int MAX_ASKED = 200;

	private final PlacementGroup group;

	private final PlacedInstances instances;

	private final List<PlacementConstraint> rules = new ArrayList<>();

	private final Map<String, Integer> without = new HashMap<>();

	private int asked;

	private double least = 1;

	private int closest = -1;

	NearMiss(PlacementGroup group, PlacedInstances instances) {
		this.group = group;
		this.instances = instances;
		for (PlacementConstraint constraint : group.constraints()) {
			if (constraint instanceof AgentRules all) {
				this.rules.addAll(all.rules());
			}
			else if (constraint.hard()) {
				this.rules.add(constraint);
			}
		}
	}

	/**
	 * Record that a suitable agent is too small.
	 * @param index the agent
	 * @param shortfall the largest fraction of the need that it lacks, from 0 to 1
	 */
	void tooSmall(int index, double shortfall) {
		if (shortfall < this.least) {
			this.least = shortfall;
			this.closest = index;
		}
	}

	/** Return whether further agents with room that the rules refuse are of interest. */
	boolean asks() {
		return this.asked < MAX_ASKED;
	}

	/** Record that the rules refuse an agent with room. */
	void refused(AgentOffer agent) {
		this.asked++;
		String only = null;
		for (PlacementConstraint rule : this.rules) {
			String refusal = rule.refusal(agent, this.instances);
			if (refusal != null) {
				if (only != null) {
					return;
				}
				only = refusal;
			}
		}
		if (only != null) {
			this.without.merge(only, 1, Integer::sum);
		}
	}

	@Nullable String text(AgentTable table) {
		if (!this.without.isEmpty()) {
			Map.Entry<String, Integer> best = this.without.entrySet()
				.stream()
				.max(Map.Entry.<String, Integer>comparingByValue()
					.thenComparing(Map.Entry.<String, Integer>comparingByKey().reversed()))
				.get();
			int agents = best.getValue();
			return "on " + agents + ((agents == 1) ? " agent" : " agents") + " without '" + best.getKey() + "'";
		}
		if (this.closest < 0) {
			return null;
		}
		return ResourceTaker.shortages(table.rest(this.closest), this.group.need())
			.stream()
			.map((shortage) -> shortage.name() + " <= " + shortage.available())
			.collect(Collectors.joining(", ", "with ", ""));
	}

}
