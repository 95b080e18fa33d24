package io.mesosframework.placement;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.resource.Taken;

/**
 * What a round of placement decided. A value: nothing is counted anywhere before
 * {@link #count()}.
 *
 * @param placements where instances go, in the order of the decisions
 * @param refusals the groups of which not all instances were placed, with the reasons
 * @param kept what is kept for a gang that is not complete, or {@code null}
 * @since 0.1.0
 */
public record PlacementResult(List<Placement> placements, List<Unplaced> refusals, @Nullable Kept kept) {

	/**
	 * Count the placements in the {@linkplain PlacementGroup#placed() instances} of their
	 * groups, so that the next round knows about them.
	 */
	public void count() {
		this.placements.forEach((placement) -> placement.group().placed().add(placement.agent()));
	}

	/**
	 * One instance finds its place.
	 *
	 * @param group the group
	 * @param agent the agent, with what it offered before the round
	 * @param taken the resources taken from it
	 */
	public record Placement(PlacementGroup group, AgentOffer agent, Taken taken) {

	}

	/**
	 * Instances that found no place.
	 *
	 * @param group the group
	 * @param count how many of its instances were not placed
	 * @param why how many agents refused for which reason, the commonest first
	 */
	public record Unplaced(PlacementGroup group, int count, PlacementRefusals why) {

	}

	/**
	 * Agents that are kept for a gang.
	 *
	 * @param gang the gang
	 * @param agents the agents on which a part of it would find its place, at least one
	 */
	public record Kept(PlacementGroup gang, List<AgentOffer> agents) {

	}

}
