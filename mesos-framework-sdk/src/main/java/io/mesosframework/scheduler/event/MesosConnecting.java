package io.mesosframework.scheduler.event;

import io.mesosframework.client.MasterAddress;

/**
 * A SUBSCRIBE is about to be sent.
 *
 * @param master the master it is sent to
 * @param attempt how many attempts have failed since the last subscription that held
 * @param epoch the session to be
 * @since 0.1.0
 */
public record MesosConnecting(MasterAddress master, int attempt, long epoch) implements MesosLifecycleEvent {
}
