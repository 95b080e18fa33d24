package io.mesosframework.task.internal.app;

import io.mesosframework.placement.PlacementRefusals;

/**
 * Instances that the last placement round could not place.
 *
 * @param count the number of instances
 * @param why why they could not be placed
 * @since 0.1.0
 */
public record Unplaced(int count, PlacementRefusals why) {

}
