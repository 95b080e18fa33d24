package io.mesosframework.boot.task.descriptor;

import java.util.Map;

/**
 * Describes all apps.
 *
 * @param apps the apps by name
 * @since 0.1.0
 */
public record AppsDescriptor(Map<String, AppSummary> apps) {

}
