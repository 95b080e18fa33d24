package io.mesosframework.boot.autoconfigure;

import java.util.List;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.mesosframework.scheduler.event.MesosFailed;

/**
 * Failure analyzer that names the property to correct when the master rejects the
 * framework.
 */
class MesosRefusedFailureAnalyzer extends AbstractFailureAnalyzer<MesosRefusedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MesosRefusedException cause) {
		MesosFailed failure = cause.getFailure();
		String description = "The Mesos master has refused the framework: " + failure.reason();
		return new FailureAnalysis(description, action(failure), cause);
	}

	/**
	 * Return the action to take after a rejection.
	 * @param failure the rejection
	 * @return the action, naming the properties to correct
	 */
	static String action(MesosFailed failure) {
		List<String> properties = properties(failure.kind());
		String keys = properties.isEmpty() ? "" : " The propert" + ((properties.size() == 1) ? "y is '" : "ies are '")
				+ String.join("', '", properties) + "'.";
		return failure.remedy() + keys;
	}

	private static List<String> properties(MesosFailed.Kind kind) {
		return switch (kind) {
			case UNAUTHENTICATED ->
				List.of("mesos.credentials.principal", "mesos.credentials.secret", "mesos.credentials.token");
			case UNAUTHORIZED -> List.of("mesos.credentials.principal", "mesos.framework.roles");
			case INVALID_ROLE -> List.of("mesos.framework.roles");
			case INVALID_USER -> List.of("mesos.framework.user");
			case INVALID_PRINCIPAL -> List.of("mesos.framework.principal", "mesos.credentials.principal");
			case INVALID_FRAMEWORK_ID -> List.of("mesos.framework.id");
			case INVALID_FAILOVER_TIMEOUT -> List.of("mesos.framework.failover-timeout");
			case INVALID_OFFER_CONSTRAINTS -> List.of("mesos.scheduler.suppressed-roles", "mesos.framework.roles");
			case FRAMEWORK_REMOVED -> List.of("mesos.framework.id", "mesos.scheduler.on-framework-removed");
			case NOT_A_MASTER -> List.of("mesos.master");
			case REFUSED -> List.of();
		};
	}

}
