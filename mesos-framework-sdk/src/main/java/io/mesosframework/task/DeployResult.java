package io.mesosframework.task;

/**
 * What deploying a definition has done.
 *
 * @param app the app afterwards
 * @param outcome what was done
 * @since 0.1.0
 */
public record DeployResult(App app, Outcome outcome) {

	/**
	 * What can be done.
	 */
	public enum Outcome {

		/** There was no app of this name, or it was being removed. */
		CREATED,

		/** The app goes to another version. */
		UPDATED,

		/** Only the number of instances changes. */
		SCALED,

		/** The app already had this definition. */
		UNCHANGED

	}

}
