package io.mesosframework.task;

/**
 * Something that happened to declared tasks. Immutable and thread-safe.
 */
public sealed interface TaskManagerEvent permits TaskStateChanged, AppRemoved, DeploymentStarted, DeploymentFinished,
		GangFailed, ReconciliationFinished {

}
