package io.mesosframework.placement;

import java.util.List;

import io.mesosframework.resource.ResourceNeed;

/**
 * A group of instances with equal needs that are placed together.
 *
 * @param app the app to which they belong
 * @param need the need of each instance
 * @param count the number of instances, at least one
 * @param strategy which agents are preferred
 * @param constraints the rules
 * @param gang whether either all instances must be placed or none
 * @param priority groups of higher priority are placed first
 * @param placed where instances of the app already run
 * @since 0.1.0
 */
public record PlacementGroup(String app, ResourceNeed need, int count, PlacementStrategy strategy,
		List<PlacementConstraint> constraints, boolean gang, int priority, PlacedInstances placed) {

	/**
	 * Create a group.
	 * @param app the app
	 * @param need the need
	 * @param count the count
	 * @param strategy the strategy
	 * @param constraints the rules
	 * @param gang whether all or none
	 * @param priority the priority
	 * @param placed what is placed
	 */
	public PlacementGroup {
		if (count < 1) {
			throw new IllegalArgumentException(
					"The group of '" + app + "' must have at least one instance, not " + count);
		}
		constraints = List.copyOf(constraints);
	}

}
