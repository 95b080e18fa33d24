package io.mesosframework.task;

import java.time.Instant;

import io.mesosframework.task.definition.TaskDefinition;

/**
 * A current or earlier version of an app. Immutable and thread-safe.
 *
 * @param version the version number
 * @param definition the definition as it was first deployed
 * @param at when the version was first deployed
 * @since 0.1.0
 */
public record AppVersion(long version, TaskDefinition definition, Instant at) {

}
