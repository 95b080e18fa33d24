package io.mesosframework.task;

/**
 * All instances of an app that was to be removed have ended, and it is forgotten.
 *
 * @param app the name of the app
 * @param version its last version
 * @since 0.1.0
 */
public record AppRemoved(String app, long version) implements TaskManagerEvent {

}
