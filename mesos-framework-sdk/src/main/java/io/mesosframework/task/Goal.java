package io.mesosframework.task;

/**
 * What the manager works to bring an instance to.
 */
public enum Goal {

	/** It runs; when it ends, it is started again. */
	RUNNING,

	/** It runs until it ends well. */
	FINISHED,

	/** It does not run. */
	KILLED

}
