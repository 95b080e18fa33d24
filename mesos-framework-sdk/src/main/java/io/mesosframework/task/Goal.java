package io.mesosframework.task;

/**
 * Target that the task manager pursues for an instance.
 *
 * @since 0.1.0
 */
public enum Goal {

	/** The instance runs and is restarted whenever it ends. */
	RUNNING,

	/** The instance runs until it ends successfully. */
	FINISHED,

	/**
	 * The instance does not run while its app is paused, scaled down or being removed. It
	 * runs again when that is undone.
	 */
	HELD,

	/** The instance does not run any more because a user killed it or its gang failed. */
	KILLED;

	/**
	 * Return whether the instance is meant to have a task.
	 * @return {@code true} if it is to run permanently or until it ends successfully
	 */
	public boolean runs() {
		return this == RUNNING || this == FINISHED;
	}

}
