package io.mesosframework.scheduler.event;

import java.time.Duration;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.jspecify.annotations.Nullable;

/**
 * Published when the framework is subscribed. Its id is durable and calls may be sent.
 * The master does not resend task states: reconcile the tasks now, see {@code
 * docs/reconciliation.md} of Mesos.
 *
 * @param frameworkId the framework id
 * @param masterInfo the leading master, {@code null} if it did not say
 * @param reregistered whether the id was known before, so that tasks may be running
 * @param heartbeatInterval the interval of HEARTBEAT events as announced by the master
 * @param epoch the session that begins
 * @since 0.1.0
 */
public record MesosSubscribed(FrameworkID frameworkId, @Nullable MasterInfo masterInfo, boolean reregistered,
		Duration heartbeatInterval, long epoch) implements MesosLifecycleEvent {
}
