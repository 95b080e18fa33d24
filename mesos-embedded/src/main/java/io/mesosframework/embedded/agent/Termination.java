package io.mesosframework.embedded.agent;

import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * Why an executor's container has to end, as its tasks will tell it.
 *
 * @param state the state of the tasks
 * @param reason the reason
 * @param message the text
 */
record Termination(TaskState state, TaskStatus.Reason reason, String message) {
}
