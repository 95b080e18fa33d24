package io.mesosframework.boot.task.descriptor;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of instances.
 *
 * @param tasks the instances, by app and number
 * @param next the cursor of the next page, or {@code null} at the end
 * @since 0.1.0
 */
public record TasksPage(List<TaskSummary> tasks, @Nullable String next) {

}
