package io.mesosframework.task;

import java.io.Serial;

/**
 * An app has another revision than was expected: someone else has changed it. Nothing was
 * changed.
 *
 * @since 0.1.0
 */
public class RevisionConflictException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String app;

	private final long expected;

	private final long actual;

	/**
	 * Create an exception.
	 * @param app the app
	 * @param expected the revision that was expected, 0 for none
	 * @param actual the revision it has, 0 if there is no such app
	 */
	public RevisionConflictException(String app, long expected, long actual) {
		super("App '" + app + "' has revision " + actual + " but revision " + expected
				+ " was expected: read it again and decide anew");
		this.app = app;
		this.expected = expected;
		this.actual = actual;
	}

	/**
	 * Return the name of the app.
	 * @return the name
	 */
	public String app() {
		return this.app;
	}

	/**
	 * Return the revision that was expected.
	 * @return the revision, 0 for none
	 */
	public long expected() {
		return this.expected;
	}

	/**
	 * Return the revision of the app.
	 * @return the revision, 0 if there is no such app
	 */
	public long actual() {
		return this.actual;
	}

}
