package io.mesosframework.boot.task.descriptor;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.App;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.Waiting;

/**
 * Describes an app with its instances.
 *
 * @param summary the summary of the app
 * @param definition its definition
 * @param deployment its current or last deployment, or {@code null}
 * @param waiting the reasons why instances wait
 * @param instances its instances, at most {@value #MAX_INSTANCES}
 * @param truncated whether there are more instances; {@code mesostasks} lists all of them
 * @since 0.1.0
 */
public record AppDescriptor(AppSummary summary, DefinitionDescriptor definition,
		@Nullable DeploymentDescriptor deployment, List<WaitingDescriptor> waiting, List<InstanceDescriptor> instances,
		boolean truncated) {

	/** Maximum number of instances shown with their app. */
	public static final int MAX_INSTANCES = 1000;

	/**
	 * Describe an app.
	 * @param app the app
	 * @param reasons the reasons why its instances wait
	 * @return the description
	 */
	public static AppDescriptor of(App app, List<Waiting> reasons) {
		Deployment deployment = app.deployment();
		return new AppDescriptor(AppSummary.of(app, reasons), DefinitionDescriptor.of(app.definition()),
				(deployment != null) ? DeploymentDescriptor.of(deployment) : null,
				reasons.stream().map(WaitingDescriptor::of).toList(),
				app.instances().stream().limit(MAX_INSTANCES).map(InstanceDescriptor::of).toList(),
				app.instances().size() > MAX_INSTANCES);
	}

}
