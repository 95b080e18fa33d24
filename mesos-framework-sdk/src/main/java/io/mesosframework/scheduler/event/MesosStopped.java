package io.mesosframework.scheduler.event;

/**
 * The scheduler was stopped on request; the framework lives on at the master for its
 * failover timeout.
 *
 * @param epoch the session that ended
 * @since 0.1.0
 */
public record MesosStopped(long epoch) implements MesosLifecycleEvent {
}
