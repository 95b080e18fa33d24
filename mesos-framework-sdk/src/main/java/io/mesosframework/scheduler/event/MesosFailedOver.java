package io.mesosframework.scheduler.event;

/**
 * Published when another instance has subscribed with the id of this framework. This
 * instance has stopped and does not subscribe again by itself, because the two would
 * evict each other forever.
 *
 * @param message the message of the master
 * @param epoch the session that ended
 * @since 0.1.0
 */
public record MesosFailedOver(String message, long epoch) implements MesosLifecycleEvent {
}
