package io.mesosframework.task;

import java.io.Serial;

/**
 * An app has no instance of a number.
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
	 * @param index the number that none of its instances has
	 * @param size how many instances it has
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
	 * Return the number.
	 * @return the number that is not known
	 */
	public int index() {
		return this.index;
	}

}
