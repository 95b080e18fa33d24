package io.mesosframework.embedded.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated task does: the states it goes through, each after a delay on the
 * cluster's clock. A script without a terminal state runs until the task is killed.
 * Immutable; any thread.
 *
 * @param steps the states in order
 * @param killDelay how long the task takes to end when it is killed
 * @since 0.1.0
 */
public record TaskScript(List<Step> steps, Duration killDelay) {

	private static final TaskScript RUNNING = new TaskScript(List.of(), Duration.ZERO).then(TaskState.TASK_STARTING)
		.then(TaskState.TASK_RUNNING);

	/**
	 * Create a script.
	 * @param steps the states in order
	 * @param killDelay how long the task takes to end when it is killed
	 */
	public TaskScript {
		steps = List.copyOf(steps);
	}

	/**
	 * Return a script without any state; add some with {@code then}.
	 * @return the script
	 */
	public static TaskScript empty() {
		return new TaskScript(List.of(), Duration.ZERO);
	}

	/**
	 * Return a script that starts and runs until the task is killed.
	 * @return the script
	 */
	public static TaskScript running() {
		return RUNNING;
	}

	/**
	 * Return a script that starts, runs for some time and finishes.
	 * @param duration how long it runs
	 * @return the script
	 */
	public static TaskScript finishing(Duration duration) {
		return RUNNING.then(duration, TaskState.TASK_FINISHED, "Command exited with status 0");
	}

	/**
	 * Return a script that starts, runs for some time and fails.
	 * @param duration how long it runs
	 * @param exitStatus the status of which the message tells
	 * @return the script
	 */
	public static TaskScript failing(Duration duration, int exitStatus) {
		return RUNNING.then(duration, TaskState.TASK_FAILED, "Command exited with status " + exitStatus);
	}

	/**
	 * Add a state that follows at once.
	 * @param state the state
	 * @return the longer script
	 */
	public TaskScript then(TaskState state) {
		return then(new Step(Duration.ZERO, state, null, null, null));
	}

	/**
	 * Add a state.
	 * @param delay the time after the state before
	 * @param state the state
	 * @return the longer script
	 */
	public TaskScript then(Duration delay, TaskState state) {
		return then(new Step(delay, state, null, null, null));
	}

	/**
	 * Add a state with a message.
	 * @param delay the time after the state before
	 * @param state the state
	 * @param message the message of the status
	 * @return the longer script
	 */
	public TaskScript then(Duration delay, TaskState state, String message) {
		return then(new Step(delay, state, message, null, null));
	}

	/**
	 * Add a step.
	 * @param step the step
	 * @return the longer script
	 */
	public TaskScript then(Step step) {
		List<Step> longer = new ArrayList<>(this.steps);
		longer.add(step);
		return new TaskScript(longer, this.killDelay);
	}

	/**
	 * Set how long the task takes to end when it is killed.
	 * @param delay the time between the kill and TASK_KILLED
	 * @return the changed script
	 */
	public TaskScript killedAfter(Duration delay) {
		return new TaskScript(this.steps, delay);
	}

	/**
	 * One state of a script.
	 *
	 * @param delay the time after the step before
	 * @param state the state
	 * @param message the message of the status, if any
	 * @param reason the reason of the status, if any
	 * @param healthy the health of the task, if it is checked
	 */
	public record Step(Duration delay, TaskState state, @Nullable String message, TaskStatus.@Nullable Reason reason,
			@Nullable Boolean healthy) {
	}

}
