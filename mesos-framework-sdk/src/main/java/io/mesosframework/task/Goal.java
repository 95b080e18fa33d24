package io.mesosframework.task;

/**
 * What the manager works to bring an instance to.
 *
 * @since 0.1.0
 */
public enum Goal {

	/** It runs; when it ends, it is started again. */
	RUNNING,

	/** It runs until it ends well. */
	FINISHED,

	/**
	 * It does not run as long as its app is paused, smaller or removed; otherwise it runs
	 * again.
	 */
	HELD,

	/** It does not run any more, since a user or the failure of its gang has ended it. */
	KILLED;

	/**
	 * Return whether there shall be a task.
	 * @return {@code true} if so, now or until it has ended well
	 */
	public boolean runs() {
		return this == RUNNING || this == FINISHED;
	}

}
