package io.mesosframework.scheduler;

import io.mesosframework.client.MasterAddress;

/**
 * A SUBSCRIBE is about to be sent.
 *
 * @param master the master it is sent to
 * @param attempt how many attempts have failed since the last subscription that held
 * @param epoch the session to be
 */
public record MesosConnecting(MasterAddress master, int attempt, long epoch) implements MesosLifecycleEvent {
}
