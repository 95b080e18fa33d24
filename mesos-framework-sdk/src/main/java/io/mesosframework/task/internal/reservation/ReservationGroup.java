package io.mesosframework.task.internal.reservation;

import java.util.List;
import java.util.function.IntFunction;

import io.mesosframework.placement.PlacementGroup;
import io.mesosframework.task.Instance;
import io.mesosframework.task.internal.app.AppState;

/**
 * Waiting instances of an app that keeps reservations.
 *
 * @param app the app
 * @param instances the instances
 * @param role the role whose offers are used, or empty for any role
 * @param groups the function that creates a placement group of the given number of
 * instances for new reservations
 * @since 0.1.0
 */
public record ReservationGroup(AppState app, List<Instance> instances, String role,
		IntFunction<PlacementGroup> groups) {

	PlacementGroup placement(int count) {
		return this.groups.apply(count);
	}

}
