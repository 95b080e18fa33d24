package io.mesosframework.task;

import java.time.Instant;

/**
 * A version that an app has or had. Immutable and thread-safe.
 *
 * @param version the number
 * @param definition the definition as it was first deployed
 * @param at when it was deployed
 */
public record AppVersion(long version, TaskDefinition definition, Instant at) {

}
