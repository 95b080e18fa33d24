package io.mesosframework.task;

import java.io.Serial;

/**
 * Thrown when an app does not have the expected revision because it was changed in the
 * meantime. Nothing is changed.
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
	 * @param expected the expected revision; 0 if the app must not exist
	 * @param actual the actual revision; 0 if there is no such app
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
	 * Return the expected revision.
	 * @return the revision; 0 if the app must not exist
	 */
	public long expected() {
		return this.expected;
	}

	/**
	 * Return the actual revision of the app.
	 * @return the revision; 0 if there is no such app
	 */
	public long actual() {
		return this.actual;
	}

}
