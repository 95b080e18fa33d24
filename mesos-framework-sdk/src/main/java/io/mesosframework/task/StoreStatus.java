package io.mesosframework.task;

import org.jspecify.annotations.Nullable;

/**
 * Status of the state store. Immutable and thread-safe.
 *
 * @param writes the number of batches of changes that were stored
 * @param failures the number of failed attempts; a batch is retried until it is stored
 * @param pending the number of changes being stored; actions that depend on them wait
 * @param problem why the last batch could not be stored, or {@code null}
 * @since 0.1.0
 */
public record StoreStatus(long writes, long failures, int pending, @Nullable String problem) {

}
