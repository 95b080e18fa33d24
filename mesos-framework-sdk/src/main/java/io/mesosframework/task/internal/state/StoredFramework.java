package io.mesosframework.task.internal.state;

/**
 * The registration of the framework, as it is stored.
 *
 * @param id the framework id that the master gave
 * @since 0.1.0
 */
public record StoredFramework(String id) implements StoredRecord {

}
