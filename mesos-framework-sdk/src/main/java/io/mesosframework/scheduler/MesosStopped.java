package io.mesosframework.scheduler;

/**
 * The scheduler was stopped on request; the framework lives on at the master for its
 * failover timeout.
 *
 * @param epoch the session that ended
 */
public record MesosStopped(long epoch) implements MesosLifecycleEvent {
}
