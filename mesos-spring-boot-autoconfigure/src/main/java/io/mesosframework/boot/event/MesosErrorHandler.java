package io.mesosframework.boot.event;

/**
 * Decides what happens when a handler method throws an exception. A bean of this type
 * replaces the default, which logs an error with the ids of the tasks and offers
 * concerned. Called on the event loop thread and must not block.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MesosErrorHandler {

	/**
	 * Handle a failure. The remaining handlers of the event are called regardless of the
	 * result.
	 * @param failure the exception, with its handler and event
	 * @return how to treat a status update; ignored for other events
	 */
	Outcome handle(MesosHandlerException failure);

	/**
	 * How to treat a status update for which a handler failed.
	 */
	enum Outcome {

		/**
		 * Do not acknowledge the update automatically. The agent resends it, and all
		 * handlers are called again.
		 */
		REDELIVER,

		/**
		 * Treat the update as handled.
		 */
		RECOVERED

	}

}
