package io.mesosframework.boot.autoconfigure;

/**
 * Thrown at start-up when nothing says where the master is.
 */
class NoMesosMasterException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	NoMesosMasterException() {
		super("No Mesos master is configured: 'mesos.master' is not set");
	}

}
