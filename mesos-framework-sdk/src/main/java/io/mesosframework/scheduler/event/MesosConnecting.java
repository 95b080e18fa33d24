package io.mesosframework.scheduler.event;

import io.mesosframework.client.MasterAddress;

/**
 * Published before a SUBSCRIBE is sent.
 *
 * @param master the master to which it is sent
 * @param attempt how many attempts have failed since the last established session
 * @param epoch the session that the SUBSCRIBE opens
 * @since 0.1.0
 */
public record MesosConnecting(MasterAddress master, int attempt, long epoch) implements MesosLifecycleEvent {
}
