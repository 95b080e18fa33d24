package io.mesosframework.task;

/**
 * There is no app of a name.
 *
 * @since 0.1.0
 */
public class UnknownAppException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String app;

	/**
	 * Create an exception.
	 * @param app the name
	 */
	public UnknownAppException(String app) {
		super("There is no app '" + app + "'; deploy it first");
		this.app = app;
	}

	/**
	 * Return the name.
	 * @return the name that is not known
	 */
	public String app() {
		return this.app;
	}

}
