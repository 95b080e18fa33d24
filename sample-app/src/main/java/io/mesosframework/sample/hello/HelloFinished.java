package io.mesosframework.sample.hello;

import java.time.Duration;
import java.util.List;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;

/**
 * All tasks of the hello sample have ended.
 *
 * @param results the results in the order of launching
 */
record HelloFinished(List<Result> results) {

	/**
	 * What became of one task.
	 *
	 * @param taskId its id
	 * @param offer the offer that it used
	 * @param state its last state
	 * @param duration the time from launch to end
	 */
	record Result(String taskId, Offer offer, TaskState state, Duration duration) {

	}

}
