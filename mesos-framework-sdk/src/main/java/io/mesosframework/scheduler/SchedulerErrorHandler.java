package io.mesosframework.scheduler;

/**
 * Told when a listener or a submitted action throws. Called on the event loop thread; the
 * loop goes on afterwards, whatever happens.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SchedulerErrorHandler {

	/**
	 * Handles an exception of user code.
	 * @param failure what was thrown
	 * @param source a short name of what was running: an event's type, a lifecycle
	 * event's name or {@code action}
	 */
	void onError(Throwable failure, String source);

}
