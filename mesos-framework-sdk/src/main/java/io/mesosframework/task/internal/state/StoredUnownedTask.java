package io.mesosframework.task.internal.state;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A task that was replaced while it was out of reach, as it is stored.
 *
 * @param agentId its agent
 * @param since when it was given up; {@code null} if an earlier version stored it
 * @since 0.1.0
 */
public record StoredUnownedTask(String agentId, @Nullable Instant since) implements StoredRecord {

}
