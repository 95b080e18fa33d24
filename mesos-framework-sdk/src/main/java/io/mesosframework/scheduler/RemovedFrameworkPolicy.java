package io.mesosframework.scheduler;

import io.mesosframework.scheduler.event.MesosFailed;

/**
 * What to do when the master reports {@code Framework has been removed}: the framework
 * was torn down, or its failover timeout has expired. All tasks of its id are gone.
 *
 * @since 0.1.0
 */
public enum RemovedFrameworkPolicy {

	/**
	 * Stop with {@link MesosFailed.Kind#FRAMEWORK_REMOVED}, so that an operator can
	 * decide.
	 */
	ABORT,

	/** Clear the id and register as a new framework. */
	REGISTER_ANEW

}
