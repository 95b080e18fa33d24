package io.mesosframework.boot.agent;

/**
 * Thrown when a sandbox does not contain a file, because the task has not started yet or
 * its sandbox has been removed.
 *
 * @since 0.1.0
 */
public class NoSuchFileOnAgentException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what is missing
	 */
	public NoSuchFileOnAgentException(String message) {
		super(message);
	}

}
