package io.mesosframework.client;

/**
 * Thrown when a call was not sent because its session had ended. It had no effect.
 *
 * @since 0.1.0
 */
public class SessionLostException extends MesosException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message why the session ended
	 */
	public SessionLostException(String message) {
		super(message);
	}

}
