package io.mesosframework.boot.event;

/**
 * Decides what happens when a handler method throws. Replace the default, which logs an
 * error with the ids of the tasks and offers concerned, with a bean of this type. Called
 * on the thread of the event loop, and so must not block.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MesosErrorHandler {

	/**
	 * Handles a failure. Whatever is returned or thrown, the remaining handlers of the
	 * event are called.
	 * @param failure what was thrown, by which handler, for which event
	 * @return what to do with a status update; ignored for other events
	 */
	Outcome handle(MesosHandlerException failure);

	/**
	 * What to do with the status update at which a handler failed.
	 */
	enum Outcome {

		/**
		 * Do not acknowledge it automatically: the agent sends it again, and all handlers
		 * are called again.
		 */
		REDELIVER,

		/**
		 * Treat it as handled.
		 */
		RECOVERED

	}

}
