package io.mesosframework.task;

/**
 * Receives the events of the task manager. Called on the event loop; must not block.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TaskListener {

	/**
	 * Handle an event.
	 * @param event the event
	 */
	void onEvent(TaskManagerEvent event);

	/**
	 * Called when the manager has restored the stored state of a previous run. The
	 * restored apps are in {@link TaskManager#apps()}; no events are published for them.
	 * Called at most once, before the first event, on any thread.
	 */
	default void onRestored() {
	}

}
