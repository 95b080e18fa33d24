package io.mesosframework.task.internal.app;

import io.mesosframework.placement.PlacementRefusals;

/**
 * What the last round of placement could not place.
 *
 * @param count how many instances
 * @param why why not
 * @since 0.1.0
 */
public record Unplaced(int count, PlacementRefusals why) {

}
