package io.mesosframework.task;

/**
 * Event published by the {@link TaskManager}. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public sealed interface TaskManagerEvent permits TaskStateChanged, AppRemoved, DeploymentStarted, DeploymentFinished,
		GangFailed, ReconciliationFinished {

}
