package io.mesosframework.task;

/**
 * Published when an instance of a fail-fast gang has failed and all other instances are
 * being killed.
 *
 * @param app the name of the app
 * @param failed the instance that failed
 * @since 0.1.0
 */
public record GangFailed(String app, Instance failed) implements TaskManagerEvent {

}
