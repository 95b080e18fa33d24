package io.mesosframework.task;

import java.io.Serial;

/**
 * Thrown when an action is not possible in the current state of the app or its
 * deployment.
 *
 * @since 0.1.0
 */
public class DeploymentStateException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what was requested and why it is not possible
	 */
	public DeploymentStateException(String message) {
		super(message);
	}

}
