package io.mesosframework.task;

import java.io.Serial;

/**
 * Thrown when an app has no instance with the given number.
 *
 * @since 0.1.0
 */
public class UnknownInstanceException extends IllegalArgumentException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String app;

	private final int index;

	/**
	 * Create an exception.
	 * @param app the name of the app
	 * @param index the number of the unknown instance
	 * @param size the number of instances of the app
	 */
	public UnknownInstanceException(String app, int index, int size) {
		super("App '" + app + "' has no instance " + index + "; it has " + size + ", numbered from 0 on");
		this.app = app;
		this.index = index;
	}

	/**
	 * Return the name of the app.
	 * @return the name
	 */
	public String app() {
		return this.app;
	}

	/**
	 * Return the number of the unknown instance.
	 * @return the number
	 */
	public int index() {
		return this.index;
	}

}
