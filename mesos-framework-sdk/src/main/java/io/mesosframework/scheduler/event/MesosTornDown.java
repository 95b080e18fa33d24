package io.mesosframework.scheduler.event;

import org.apache.mesos.v1.Protos.FrameworkID;

/**
 * Published when this scheduler has torn its framework down. Its tasks are killed, and
 * its id is invalid and has been cleared.
 *
 * @param frameworkId the invalid id
 * @param epoch the session that ended
 * @since 0.1.0
 */
public record MesosTornDown(FrameworkID frameworkId, long epoch) implements MesosLifecycleEvent {
}
