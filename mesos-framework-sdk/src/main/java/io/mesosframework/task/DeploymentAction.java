package io.mesosframework.task;

/**
 * Action on a deployment.
 *
 * @since 0.1.0
 */
public enum DeploymentAction {

	/** Replace no further instances for now. */
	PAUSE,

	/** Continue after a pause or a failure. */
	CONTINUE,

	/** Return to the previous version. */
	ROLL_BACK,

	/** Replace all remaining instances at once, regardless of health. */
	FORCE

}
