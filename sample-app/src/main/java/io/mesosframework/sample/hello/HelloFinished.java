package io.mesosframework.sample.hello;

import java.time.Duration;
import java.util.List;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;

/**
 * Event published when all tasks of the hello sample have ended.
 *
 * @param results the results in launch order
 */
record HelloFinished(List<Result> results) {

	/**
	 * The result of one task.
	 *
	 * @param taskId the id of the task
	 * @param offer the offer with which it was launched
	 * @param state the last state of the task
	 * @param duration the time from launch to end
	 */
	record Result(String taskId, Offer offer, TaskState state, Duration duration) {

	}

}
