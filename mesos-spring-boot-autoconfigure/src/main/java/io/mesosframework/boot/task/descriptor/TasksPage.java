package io.mesosframework.boot.task.descriptor;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of instances.
 *
 * @param tasks the instances, ordered by app and index
 * @param next the cursor of the next page, or {@code null} on the last page
 * @since 0.1.0
 */
public record TasksPage(List<TaskSummary> tasks, @Nullable String next) {

}
