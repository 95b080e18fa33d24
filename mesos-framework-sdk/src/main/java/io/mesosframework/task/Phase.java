package io.mesosframework.task;

/**
 * Phase of an instance on the way to its {@link Goal}. See {@code docs/tasks.md} for the
 * diagram of the transitions.
 *
 * @since 0.1.0
 */
public enum Phase {

	/** The instance waits for its launch time or for a suitable offer. */
	WAITING,

	/** The launch was sent; no status has been received yet. */
	LAUNCHING,

	/** The executor is starting the task. */
	STARTING,

	/** The task is running. */
	RUNNING,

	/** The agent is unreachable, or the master does not know the task. */
	UNREACHABLE,

	/** The task is being killed. */
	ENDING,

	/** The task ended successfully and is not restarted. */
	FINISHED,

	/** The instance reached its limit of failures and is not restarted. */
	GIVEN_UP,

	/** The task was killed as requested. */
	STOPPED;

	/**
	 * Return whether a task of the instance may exist on the cluster.
	 * @return {@code true} if there may be one
	 */
	public boolean isLive() {
		return this == LAUNCHING || this == STARTING || this == RUNNING || this == UNREACHABLE || this == ENDING;
	}

	/**
	 * Return whether the instance stays in this phase until a user acts.
	 * @return {@code true} if so
	 */
	public boolean isDone() {
		return this == FINISHED || this == GIVEN_UP || this == STOPPED;
	}

}
