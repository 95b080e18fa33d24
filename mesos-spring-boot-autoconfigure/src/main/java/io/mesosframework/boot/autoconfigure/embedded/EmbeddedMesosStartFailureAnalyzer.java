package io.mesosframework.boot.autoconfigure.embedded;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Failure analyzer that explains what to do when the embedded cluster cannot be started.
 */
class EmbeddedMesosStartFailureAnalyzer extends AbstractFailureAnalyzer<EmbeddedMesosStartException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, EmbeddedMesosStartException cause) {
		String action = (cause.getCause() instanceof IllegalArgumentException)
				? "Correct 'mesos.embedded.resources', 'mesos.embedded.attributes' or the other 'mesos.embedded' "
						+ "properties, or set 'mesos.master' to use a real cluster."
				: "Set 'mesos.embedded.port' to 0 for a free port and 'mesos.embedded.work-dir' to a directory that can "
						+ "be written, or set 'mesos.master' to use a real cluster.";
		return new FailureAnalysis(cause.getMessage() + ".", action, cause);
	}

}
