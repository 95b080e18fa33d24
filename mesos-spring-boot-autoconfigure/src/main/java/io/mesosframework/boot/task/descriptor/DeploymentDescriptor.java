package io.mesosframework.boot.task.descriptor;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Deployment;

/**
 * The way of an app to a version and a number of instances.
 *
 * @param id its id
 * @param kind what it is for
 * @param state how far it is
 * @param fromVersion the version before; 0 if there was none
 * @param toVersion the version it leads to
 * @param done how many instances are where they shall be
 * @param total how many there shall be
 * @param failures how often instances of the new version have failed
 * @param waitingFor what it waits for, or {@code null}
 * @param message why it failed, or {@code null}
 * @param startedAt when it began
 * @param endedAt when it ended, or {@code null}
 * @param steps one for each instance, at most {@value AppDescriptor#MAX_INSTANCES}; none
 * in events and in the history
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
	 * The part of one instance.
	 *
	 * @param index the number of the instance
	 * @param state how far it is
	 * @param taskId its current or last task, or {@code null}
	 */
	public record StepDescriptor(int index, String state, @Nullable String taskId) {

	}

}
