package io.mesosframework.embedded.standalone;

/**
 * A control request that makes no sense, with the status of its answer.
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
