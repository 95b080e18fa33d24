package io.mesosframework.embedded.standalone;

/**
 * Thrown for an invalid control request, with the status of the response.
 */
class ControlException extends Exception {

	private static final long serialVersionUID = 1L;

	private final int status;

	ControlException(int status, String message) {
		super(message);
		this.status = status;
	}

	int status() {
		return this.status;
	}

}
