package io.mesosframework.task.internal.launch;

import java.util.List;

import io.mesosframework.placement.PlacementGroup;
import io.mesosframework.task.Instance;
import io.mesosframework.task.internal.app.AppState;

/**
 * Waiting instances of an app that are placed together.
 *
 * @param app the app
 * @param instances the instances, in the order in which they are launched
 * @param role the role whose offers are used, or empty for any role
 * @param group the group to place
 */
record WaitingGroup(AppState app, List<Instance> instances, String role, PlacementGroup group) {

}
