package io.mesosframework.task;

/**
 * What is done with tasks that report themselves, carry an id as the manager gives it,
 * and are no instance's: they were launched by a previous run of the application. Tasks
 * with other ids belong to whoever launched them and are never touched.
 *
 * @since 0.1.0
 */
public enum UnknownTaskPolicy {

	/**
	 * They become instances again if their app is declared and has room; too many are
	 * killed; those of apps that are not declared are left alone until they are.
	 */
	ADOPT,

	/** They are killed. */
	KILL,

	/** They are left alone. */
	IGNORE

}
