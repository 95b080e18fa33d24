package io.mesosframework.task;

import java.util.List;

import io.mesosframework.offer.PlacementGroup;

/**
 * Instances of an app that wait and are placed together.
 *
 * @param app the app
 * @param instances the instances, in the order in which they are launched
 * @param role the role whose offers are used, or empty for any
 * @param group what is placed
 */
record WaitingGroup(AppState app, List<Instance> instances, String role, PlacementGroup group) {

}
