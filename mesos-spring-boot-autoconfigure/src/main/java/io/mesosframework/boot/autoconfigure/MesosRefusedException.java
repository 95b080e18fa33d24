package io.mesosframework.boot.autoconfigure;

import io.mesosframework.scheduler.event.MesosFailed;

/**
 * Thrown at startup when the master permanently rejects the framework, so that retrying
 * is pointless.
 */
class MesosRefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient MesosFailed failure;

	MesosRefusedException(MesosFailed failure) {
		super("The Mesos master has refused the framework (" + failure.kind() + "): " + failure.reason());
		this.failure = failure;
	}

	MesosFailed getFailure() {
		return this.failure;
	}

}
