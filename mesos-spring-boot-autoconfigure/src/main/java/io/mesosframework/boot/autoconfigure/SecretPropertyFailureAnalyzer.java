package io.mesosframework.boot.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Failure analyzer that describes an invalid property without printing its value. Ordered
 * before Spring Boot's own analyzers, which do print it.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class SecretPropertyFailureAnalyzer extends AbstractFailureAnalyzer<SecretPropertyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SecretPropertyException cause) {
		return new FailureAnalysis(
				"The value of the property '" + cause.getKey() + "' is invalid. " + cause.getReason() + ".",
				cause.getRemedy(), cause);
	}

}
