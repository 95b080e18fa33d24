package io.mesosframework.task;

import java.io.Serial;

/**
 * A deployment is not in a state in which the action makes sense.
 *
 * @since 0.1.0
 */
public class DeploymentStateException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what was asked, and why it cannot be done
	 */
	public DeploymentStateException(String message) {
		super(message);
	}

}
