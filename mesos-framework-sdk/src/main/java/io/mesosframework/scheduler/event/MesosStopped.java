package io.mesosframework.scheduler.event;

/**
 * Published when the scheduler was stopped on request. The master keeps the framework for
 * its failover timeout.
 *
 * @param epoch the session that ended
 * @since 0.1.0
 */
public record MesosStopped(long epoch) implements MesosLifecycleEvent {
}
