package io.mesosframework.task;

/**
 * What is done with homes of the framework that no instance has: they were made in an
 * earlier life of the application.
 */
public enum OrphanHomePolicy {

	/**
	 * An instance that is declared and has no home yet gets it back, with its data. What
	 * no instance takes stays as it is and is logged once.
	 */
	ADOPT,

	/**
	 * The same, but what no instance takes is freed after a grace time, with its data.
	 */
	FREE,

	/** They stay as they are and are logged once; instances get new homes. */
	IGNORE

}
