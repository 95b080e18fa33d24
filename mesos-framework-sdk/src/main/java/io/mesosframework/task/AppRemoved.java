package io.mesosframework.task;

/**
 * Published when an app has been removed: all its instances have ended and the app is
 * forgotten.
 *
 * @param app the name of the app
 * @param version the last version of the app
 * @since 0.1.0
 */
public record AppRemoved(String app, long version) implements TaskManagerEvent {

}
