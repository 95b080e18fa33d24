package io.mesosframework.boot.agent;

/**
 * An agent, or the master that knows where it is, did not give an answer that is of any
 * use.
 *
 * @since 0.1.0
 */
public class AgentUnreachableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final boolean late;

	/**
	 * Create an exception.
	 * @param message what was tried, what happened and what to do
	 * @param late whether the answer did not come in time
	 */
	public AgentUnreachableException(String message, boolean late) {
		super(message);
		this.late = late;
	}

	/**
	 * Return whether time ran out.
	 * @return {@code true} if the answer did not come in time
	 */
	public boolean late() {
		return this.late;
	}

}
