package io.mesosframework.scheduler;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs exceptions of user code.
 */
final class LoggingSchedulerErrorHandler implements SchedulerErrorHandler {

	private static final Logger logger = LoggerFactory.getLogger(LoggingSchedulerErrorHandler.class);

	@Override
	public void onError(Throwable failure, String source) {
		logger.error("A scheduler listener failed on {}; the scheduler goes on", source, failure);
	}

}
