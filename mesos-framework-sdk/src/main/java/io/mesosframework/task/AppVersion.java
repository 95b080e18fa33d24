package io.mesosframework.task;

import java.time.Instant;

import io.mesosframework.task.definition.TaskDefinition;

/**
 * A version that an app has or had. Immutable and thread-safe.
 *
 * @param version the number
 * @param definition the definition as it was first deployed
 * @param at when it was deployed
 * @since 0.1.0
 */
public record AppVersion(long version, TaskDefinition definition, Instant at) {

}
