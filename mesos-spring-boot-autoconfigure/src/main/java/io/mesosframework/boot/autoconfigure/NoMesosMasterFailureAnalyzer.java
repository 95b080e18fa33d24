package io.mesosframework.boot.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.util.ClassUtils;

/**
 * Failure analyzer that explains how to configure a master.
 */
class NoMesosMasterFailureAnalyzer extends AbstractFailureAnalyzer<NoMesosMasterException> {

	private static final String EMBEDDED = "io.mesosframework.embedded.EmbeddedMesosCluster";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, NoMesosMasterException cause) {
		boolean embedded = ClassUtils.isPresent(EMBEDDED, getClass().getClassLoader());
		String description = "No Mesos master is configured: 'mesos.master' is not set, and no embedded cluster is "
				+ "started because " + (embedded ? "'mesos.embedded.enabled' is 'false'."
						: "'io.mesosframework:mesos-embedded' is not on the class path.");
		String action = """
				Consider one of the following:
				    - Set 'mesos.master' to the URLs of the masters, such as 'http://m1:5050,http://m2:5050'.
				    - %s
				    - Set 'mesos.enabled' to 'false' when this application is to run without Mesos."""
			.formatted(embedded ? "Remove 'mesos.embedded.enabled' to develop without a Mesos."
					: "Add 'io.mesosframework:mesos-embedded' to the class path to develop without a Mesos.");
		return new FailureAnalysis(description, action, cause);
	}

}
