package io.mesosframework.boot.task.controller;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.mesosframework.task.DeploymentAction;

/**
 * Defines the names of deployment actions, such as {@code roll-back}.
 */
final class DeploymentActions {

	/** All action names. */
	static final Set<String> WORDS = Arrays.stream(DeploymentAction.values())
		.map((action) -> action.name().toLowerCase(Locale.ROOT).replace('_', '-'))
		.collect(Collectors.toCollection(LinkedHashSet::new));

	private DeploymentActions() {
	}

	static DeploymentAction of(String word) {
		return DeploymentAction.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

}
