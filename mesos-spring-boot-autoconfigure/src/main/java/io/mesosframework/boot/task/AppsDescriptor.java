package io.mesosframework.boot.task;

import java.util.Map;

/**
 * All apps.
 *
 * @param apps the apps by name
 */
public record AppsDescriptor(Map<String, AppSummary> apps) {

}
