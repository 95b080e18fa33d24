package io.mesosframework.task;

import java.util.List;
import java.util.function.IntFunction;

import io.mesosframework.offer.PlacementGroup;

/**
 * Instances of an app that wait and keep homes.
 *
 * @param app the app
 * @param instances the instances
 * @param role the role whose offers are used, or empty for any
 * @param groups makes a group of so many that are placed anywhere
 */
record HomeGroup(AppState app, List<Instance> instances, String role, IntFunction<PlacementGroup> groups) {

	PlacementGroup placement(int count) {
		return this.groups.apply(count);
	}

}
