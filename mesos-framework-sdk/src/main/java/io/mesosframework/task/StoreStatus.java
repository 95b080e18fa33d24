package io.mesosframework.task;

import org.jspecify.annotations.Nullable;

/**
 * How storing goes on. Immutable and thread-safe.
 *
 * @param writes how many batches of changes were stored
 * @param failures how often storing one has failed; it is tried again until it succeeds
 * @param pending how many changes are being stored; what depends on them waits
 * @param problem why the last batch could not be stored, or {@code null}
 * @since 0.1.0
 */
public record StoreStatus(long writes, long failures, int pending, @Nullable String problem) {

}
