package io.mesosframework.task;

import java.io.Serial;

/**
 * Thrown when no instance has a live task with the given id.
 *
 * @since 0.1.0
 */
public class UnknownTaskException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String taskId;

	/**
	 * Create an exception.
	 * @param taskId the Mesos task id
	 */
	public UnknownTaskException(String taskId) {
		super("There is no task '" + taskId + "' that may be running; look up the ids of those that are");
		this.taskId = taskId;
	}

	/**
	 * Return the task id.
	 * @return the id
	 */
	public String taskId() {
		return this.taskId;
	}

}
