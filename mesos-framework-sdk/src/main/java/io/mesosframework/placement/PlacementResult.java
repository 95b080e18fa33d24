package io.mesosframework.placement;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.resource.Taken;

/**
 * The result of a placement round. Nothing is counted anywhere before {@link #count()} is
 * called.
 *
 * @param placements the placements, in the order of the decisions
 * @param refusals the groups of which not all instances were placed, with the reasons
 * @param kept the agents kept for an incomplete gang, or {@code null}
 * @since 0.1.0
 */
public record PlacementResult(List<Placement> placements, List<Unplaced> refusals, @Nullable Kept kept) {

	/**
	 * Add the placements to the {@linkplain PlacementGroup#placed() instances} of their
	 * groups, so that the next round takes them into account.
	 */
	public void count() {
		this.placements.forEach((placement) -> placement.group().placed().add(placement.agent()));
	}

	/**
	 * The placement of one instance.
	 *
	 * @param group the group
	 * @param agent the agent, with its offers before the round
	 * @param taken the resources taken from it
	 */
	public record Placement(PlacementGroup group, AgentOffer agent, Taken taken) {

	}

	/**
	 * Instances that could not be placed.
	 *
	 * @param group the group
	 * @param count the number of its instances that were not placed
	 * @param why the reasons for which agents were refused
	 */
	public record Unplaced(PlacementGroup group, int count, PlacementRefusals why) {

	}

	/**
	 * Agents that are kept for a gang.
	 *
	 * @param gang the gang
	 * @param agents the agents on which a part of it would fit, at least one
	 */
	public record Kept(PlacementGroup gang, List<AgentOffer> agents) {

	}

}
