package io.mesosframework.boot.agent;

/**
 * Thrown when an agent, or the master that knows its address, gave no usable response.
 *
 * @since 0.1.0
 */
public class AgentUnreachableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final boolean late;

	/**
	 * Create an exception.
	 * @param message what was tried, what happened and what to do
	 * @param late whether the request timed out
	 */
	public AgentUnreachableException(String message, boolean late) {
		super(message);
		this.late = late;
	}

	/**
	 * Return whether the request timed out.
	 * @return {@code true} if there was no response in time
	 */
	public boolean late() {
		return this.late;
	}

}
