package io.mesosframework.boot.task.descriptor;

import java.time.Instant;
import java.util.List;

import io.mesosframework.task.AppHistory;

/**
 * The past of an app, the newest first.
 *
 * @param versions its versions
 * @param deployments its deployments, without their steps
 * @since 0.1.0
 */
public record HistoryDescriptor(List<VersionDescriptor> versions, List<DeploymentDescriptor> deployments) {

	/**
	 * Describe the past of an app.
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
	 * A version.
	 *
	 * @param version the number
	 * @param at when it was deployed
	 * @param definition its definition
	 */
	public record VersionDescriptor(long version, Instant at, DefinitionDescriptor definition) {

	}

}
