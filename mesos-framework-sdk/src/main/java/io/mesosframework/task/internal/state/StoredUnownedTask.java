package io.mesosframework.task.internal.state;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Stored form of a task that was replaced while it was unreachable.
 *
 * @param agentId the id of its agent
 * @param since when the task was given up; {@code null} if an earlier version stored it
 * @since 0.1.0
 */
public record StoredUnownedTask(String agentId, @Nullable Instant since) implements StoredRecord {

}
