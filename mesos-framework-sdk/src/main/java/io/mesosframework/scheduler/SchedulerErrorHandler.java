package io.mesosframework.scheduler;

/**
 * Handles exceptions thrown by listeners and submitted actions. Called on the event loop
 * thread, which always continues afterwards.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SchedulerErrorHandler {

	/**
	 * Handle an exception of user code.
	 * @param failure the exception
	 * @param source a short name of the failed code: an event's type, a lifecycle event's
	 * name or {@code action}
	 */
	void onError(Throwable failure, String source);

}
