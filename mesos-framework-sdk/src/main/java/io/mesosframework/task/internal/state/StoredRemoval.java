package io.mesosframework.task.internal.state;

import java.time.Instant;

/**
 * Stored form of the removal of an app. Tasks of the app that report a status later are
 * killed.
 *
 * @param at when the app was removed
 * @since 0.1.0
 */
public record StoredRemoval(Instant at) implements StoredRecord {

}
