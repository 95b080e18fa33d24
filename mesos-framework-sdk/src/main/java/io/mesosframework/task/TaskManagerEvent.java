package io.mesosframework.task;

/**
 * Something that happened to declared tasks. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public sealed interface TaskManagerEvent permits TaskStateChanged, AppRemoved, DeploymentStarted, DeploymentFinished,
		GangFailed, ReconciliationFinished {

}
