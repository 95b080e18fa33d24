package io.mesosframework.task.internal.state;

import java.time.Instant;

/**
 * The removal of an app, as it is stored: tasks of it that show up later are killed.
 *
 * @param at when it was removed
 * @since 0.1.0
 */
public record StoredRemoval(Instant at) implements StoredRecord {

}
