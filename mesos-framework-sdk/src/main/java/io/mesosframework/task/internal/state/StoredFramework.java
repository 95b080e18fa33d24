package io.mesosframework.task.internal.state;

/**
 * Stored form of the framework's registration.
 *
 * @param id the framework id assigned by the master
 * @since 0.1.0
 */
public record StoredFramework(String id) implements StoredRecord {

}
