package io.mesosframework.embedded.agent;

import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * The reason for which an executor's container is terminated, as reported in the updates
 * of its tasks.
 *
 * @param state the state of the tasks
 * @param reason the reason
 * @param message the text
 */
record Termination(TaskState state, TaskStatus.Reason reason, String message) {
}
