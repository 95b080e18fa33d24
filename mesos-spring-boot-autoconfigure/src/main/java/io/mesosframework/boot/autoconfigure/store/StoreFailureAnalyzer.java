package io.mesosframework.boot.autoconfigure.store;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.mesosframework.store.StoreException;

/**
 * Failure analyzer that explains why the state of the framework could not be loaded at
 * startup.
 */
class StoreFailureAnalyzer extends AbstractFailureAnalyzer<StoreException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, StoreException cause) {
		return new FailureAnalysis("The state of the framework could not be read: " + cause.getMessage(),
				"Repair what is named, or choose another store with 'mesos.store.*'. The framework has not subscribed, "
						+ "and its tasks run on: do not start it with an empty store, or it does not know them.",
				cause);
	}

}
