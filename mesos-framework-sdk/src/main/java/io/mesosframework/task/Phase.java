package io.mesosframework.task;

/**
 * Where an instance is on its way to its {@link Goal}. See {@code docs/tasks.md} for the
 * diagram of the transitions.
 *
 * @since 0.1.0
 */
public enum Phase {

	/** It waits for its time or for an offer that suits. */
	WAITING,

	/** Its launch was sent; nothing has been heard of it yet. */
	LAUNCHING,

	/** Its executor is starting it. */
	STARTING,

	/** It runs. */
	RUNNING,

	/** Its agent is out of reach, or the master has never heard of it. */
	UNREACHABLE,

	/** It is being killed. */
	ENDING,

	/** It has ended well and is done. */
	FINISHED,

	/** It has failed as often as it may. */
	GIVEN_UP,

	/** It was killed, as was wanted. */
	STOPPED;

	/**
	 * Return whether a task of the instance may exist on the cluster.
	 * @return {@code true} if there may be one
	 */
	public boolean isLive() {
		return this == LAUNCHING || this == STARTING || this == RUNNING || this == UNREACHABLE || this == ENDING;
	}

	/**
	 * Return whether nothing more will happen by itself.
	 * @return {@code true} if so
	 */
	public boolean isDone() {
		return this == FINISHED || this == GIVEN_UP || this == STOPPED;
	}

}
