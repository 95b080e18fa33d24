package io.mesosframework.boot.autoconfigure.tasks;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.mesosframework.task.definition.InvalidDefinitionException;

/**
 * Failure analyzer that lists all errors in the configured apps.
 */
class InvalidDefinitionFailureAnalyzer extends AbstractFailureAnalyzer<InvalidDefinitionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidDefinitionException cause) {
		String faults = cause.faults()
			.stream()
			.map((fault) -> "    - mesos.apps." + fault)
			.collect(Collectors.joining(System.lineSeparator()));
		return new FailureAnalysis("The apps under 'mesos.apps' are not valid:" + System.lineSeparator() + faults,
				"Correct the listed properties. Nothing was deployed.", cause);
	}

}
