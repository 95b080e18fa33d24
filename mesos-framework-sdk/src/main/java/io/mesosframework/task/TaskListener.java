package io.mesosframework.task;

/**
 * Is told what becomes of instances. Called on the event loop; must not block.
 */
@FunctionalInterface
public interface TaskListener {

	/**
	 * An instance has changed.
	 * @param change what was and what is
	 */
	void onChange(TaskStateChanged change);

}
