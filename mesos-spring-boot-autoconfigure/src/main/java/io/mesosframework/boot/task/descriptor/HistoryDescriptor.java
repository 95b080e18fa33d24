package io.mesosframework.boot.task.descriptor;

import java.time.Instant;
import java.util.List;

import io.mesosframework.task.AppHistory;

/**
 * Describes the history of an app, newest first.
 *
 * @param versions its versions
 * @param deployments its deployments, without their steps
 * @since 0.1.0
 */
public record HistoryDescriptor(List<VersionDescriptor> versions, List<DeploymentDescriptor> deployments) {

	/**
	 * Describe the history of an app.
	 * @param history its history
	 * @return the description
	 */
	public static HistoryDescriptor of(AppHistory history) {
		return new HistoryDescriptor(history.versions()
			.stream()
			.map((version) -> new VersionDescriptor(version.version(), version.at(),
					DefinitionDescriptor.of(version.definition())))
			.toList(), history.deployments().stream().map(DeploymentDescriptor::of).toList());
	}

	/**
	 * Describes a version of an app.
	 *
	 * @param version the version number
	 * @param at when it was deployed
	 * @param definition its definition
	 */
	public record VersionDescriptor(long version, Instant at, DefinitionDescriptor definition) {

	}

}
