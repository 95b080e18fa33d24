package io.mesosframework.scheduler.event;

/**
 * Another instance has subscribed with this framework's id. This one has stopped and will
 * not subscribe again by itself, since the two would evict each other forever.
 *
 * @param message the master's words
 * @param epoch the session that ended
 * @since 0.1.0
 */
public record MesosFailedOver(String message, long epoch) implements MesosLifecycleEvent {
}
