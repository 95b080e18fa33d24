package io.mesosframework.boot.autoconfigure;

/**
 * Thrown at startup when no master is configured.
 */
class NoMesosMasterException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	NoMesosMasterException() {
		super("No Mesos master is configured: 'mesos.master' is not set");
	}

}
