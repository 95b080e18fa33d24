package io.mesosframework.task;

/**
 * Is told what becomes of apps and instances. Called on the event loop; must not block.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TaskListener {

	/**
	 * Something has happened.
	 * @param event what
	 */
	void onEvent(TaskManagerEvent event);

	/**
	 * The manager has taken over what is stored of a previous run: its apps are in
	 * {@link TaskManager#apps()}, and no event tells of them. Called at most once, before
	 * the first event, on any thread.
	 */
	default void onRestored() {
	}

}
