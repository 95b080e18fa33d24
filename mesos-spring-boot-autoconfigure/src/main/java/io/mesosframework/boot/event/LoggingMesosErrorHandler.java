package io.mesosframework.boot.event;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The default {@link MesosErrorHandler}: logs an error with the ids of the tasks and
 * offers concerned and lets the agent resend a status update.
 *
 * @since 0.1.0
 */
public final class LoggingMesosErrorHandler implements MesosErrorHandler {

	private static final Logger logger = LoggerFactory.getLogger(LoggingMesosErrorHandler.class);

	@Override
	public Outcome handle(MesosHandlerException failure) {
		logger.error("{}. The other handlers are called; a status update is sent again by its agent.",
				failure.getMessage(), failure.getCause());
		return Outcome.REDELIVER;
	}

}
