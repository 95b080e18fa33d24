package io.mesosframework.scheduler.event;

import java.time.Duration;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.jspecify.annotations.Nullable;

/**
 * The framework is subscribed, its id is durable and calls may be sent. The master
 * replays nothing about tasks: reconcile them now, see {@code docs/reconciliation.md} of
 * Mesos.
 *
 * @param frameworkId the framework's id
 * @param masterInfo the leading master, {@code null} if it did not say
 * @param reregistered whether the id was known before, so that tasks may be running
 * @param heartbeatInterval how often the master promises a HEARTBEAT
 * @param epoch the session that begins
 * @since 0.1.0
 */
public record MesosSubscribed(FrameworkID frameworkId, @Nullable MasterInfo masterInfo, boolean reregistered,
		Duration heartbeatInterval, long epoch) implements MesosLifecycleEvent {
}
