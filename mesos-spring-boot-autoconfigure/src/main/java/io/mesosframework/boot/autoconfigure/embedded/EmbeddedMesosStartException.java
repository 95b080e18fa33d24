package io.mesosframework.boot.autoconfigure.embedded;

/**
 * Thrown when the embedded cluster cannot be started.
 */
class EmbeddedMesosStartException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	EmbeddedMesosStartException(RuntimeException cause) {
		super("The embedded Mesos cluster cannot be started: " + cause.getMessage(), cause);
	}

}
