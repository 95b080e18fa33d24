package io.mesosframework.task;

/**
 * Is told what becomes of apps and instances. Called on the event loop; must not block.
 */
@FunctionalInterface
public interface TaskListener {

	/**
	 * Something has happened.
	 * @param event what
	 */
	void onEvent(TaskManagerEvent event);

}
