package io.mesosframework.embedded.standalone;

/**
 * A flag on the command line or in the environment is unknown or has a bad value. The
 * message says which one and what to do.
 */
class FlagException extends Exception {

	private static final long serialVersionUID = 1L;

	FlagException(String message) {
		super(message);
	}

}
