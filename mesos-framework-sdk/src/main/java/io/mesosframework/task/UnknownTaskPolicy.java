package io.mesosframework.task;

/**
 * Policy for tasks that report a status, have an id in the format of the task manager,
 * and belong to no instance: a previous run of the application launched them. Tasks with
 * other ids belong to whoever launched them and are never touched.
 *
 * @since 0.1.0
 */
public enum UnknownTaskPolicy {

	/**
	 * The tasks become instances again if their app is declared and is missing instances.
	 * Surplus tasks are killed. Tasks of undeclared apps are left alone until the app is
	 * declared.
	 */
	ADOPT,

	/** The tasks are killed. */
	KILL,

	/** The tasks are left alone. */
	IGNORE

}
