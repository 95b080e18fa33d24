package io.mesosframework.task;

/**
 * Thrown when there is no app with the given name.
 *
 * @since 0.1.0
 */
public class UnknownAppException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String app;

	/**
	 * Create an exception.
	 * @param app the name of the app
	 */
	public UnknownAppException(String app) {
		super("There is no app '" + app + "'; deploy it first");
		this.app = app;
	}

	/**
	 * Return the name of the unknown app.
	 * @return the name
	 */
	public String app() {
		return this.app;
	}

}
