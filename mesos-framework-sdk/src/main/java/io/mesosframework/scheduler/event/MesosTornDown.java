package io.mesosframework.scheduler.event;

import org.apache.mesos.v1.Protos.FrameworkID;

/**
 * This scheduler has torn its framework down: its tasks are killed and its id is dead and
 * forgotten.
 *
 * @param frameworkId the id that is dead
 * @param epoch the session that ended
 * @since 0.1.0
 */
public record MesosTornDown(FrameworkID frameworkId, long epoch) implements MesosLifecycleEvent {
}
