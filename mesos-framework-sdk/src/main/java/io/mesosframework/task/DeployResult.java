package io.mesosframework.task;

/**
 * Result of deploying a definition.
 *
 * @param app the app after the deploy
 * @param outcome what the deploy changed
 * @since 0.1.0
 */
public record DeployResult(App app, Outcome outcome) {

	/**
	 * What a deploy changed.
	 */
	public enum Outcome {

		/** The app was created: there was none of this name, or it was being removed. */
		CREATED,

		/** The app is updated to another version. */
		UPDATED,

		/** Only the instance count changes. */
		SCALED,

		/** The app already had this definition. */
		UNCHANGED

	}

}
