package io.mesosframework.scheduler;

import io.mesosframework.scheduler.event.MesosFailed;

/**
 * What to do when the master says {@code Framework has been removed}: the id was torn
 * down, or its failover timeout has passed. All tasks of that id are dead.
 *
 * @since 0.1.0
 */
public enum RemovedFrameworkPolicy {

	/** Give up with {@link MesosFailed.Kind#FRAMEWORK_REMOVED}; a human decides. */
	ABORT,

	/** Forget the id and register as a new framework. */
	REGISTER_ANEW

}
