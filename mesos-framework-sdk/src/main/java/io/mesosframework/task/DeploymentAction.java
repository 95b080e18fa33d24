package io.mesosframework.task;

/**
 * What can be done to a deployment.
 *
 * @since 0.1.0
 */
public enum DeploymentAction {

	/** Replace no further instances for now. */
	PAUSE,

	/** Go on after a pause or a failure. */
	CONTINUE,

	/** Go back to the version before. */
	ROLL_BACK,

	/** Replace all that is left at once, without regard to health. */
	FORCE

}
