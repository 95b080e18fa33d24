package io.mesosframework.boot.task.descriptor;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Deployment;

/**
 * Describes a deployment: the change of an app to a version and a number of instances.
 *
 * @param id the id
 * @param kind the kind of deployment
 * @param state the state of the deployment
 * @param fromVersion the previous version; 0 if there was none
 * @param toVersion the target version
 * @param done the number of instances that have reached the target
 * @param total the target number of instances
 * @param failures the number of failures of instances of the new version
 * @param waitingFor what it waits for, or {@code null}
 * @param message why it failed, or {@code null}
 * @param startedAt when it began
 * @param endedAt when it ended, or {@code null}
 * @param steps the steps, one for each instance, at most
 * {@value AppDescriptor#MAX_INSTANCES}; empty in events and in the history
 * @since 0.1.0
 */
public record DeploymentDescriptor(String id, String kind, String state, long fromVersion, long toVersion, int done,
		int total, int failures, @Nullable String waitingFor, @Nullable String message, Instant startedAt,
		@Nullable Instant endedAt, List<StepDescriptor> steps) {

	/**
	 * Describe a deployment.
	 * @param deployment the deployment
	 * @return the description
	 */
	public static DeploymentDescriptor of(Deployment deployment) {
		return new DeploymentDescriptor(deployment.id(), deployment.kind().name(), deployment.state().name(),
				deployment.fromVersion(), deployment.toVersion(), deployment.done(), deployment.total(),
				deployment.failures(), deployment.waitingFor(), deployment.message(), deployment.startedAt(),
				deployment.endedAt(),
				deployment.steps()
					.stream()
					.limit(AppDescriptor.MAX_INSTANCES)
					.map((step) -> new StepDescriptor(step.index(), step.state().name(), step.taskId()))
					.toList());
	}

	/**
	 * Describes the deployment step of one instance.
	 *
	 * @param index the index of the instance
	 * @param state the state of the step
	 * @param taskId its current or last task, or {@code null}
	 */
	public record StepDescriptor(int index, String state, @Nullable String taskId) {

	}

}
