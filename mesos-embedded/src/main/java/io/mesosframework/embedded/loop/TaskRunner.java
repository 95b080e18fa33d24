package io.mesosframework.embedded.loop;

import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks so that none of them can end the loop: what they throw is logged and
 * counted.
 */
final class TaskRunner {

	private static final Logger logger = LoggerFactory.getLogger(TaskRunner.class);

	private final String name;

	private final AtomicLong failures = new AtomicLong();

	TaskRunner(String name) {
		this.name = name;
	}

	void run(Runnable task) {
		try {
			task.run();
		}
		catch (Exception | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError ex) {
			this.failures.incrementAndGet();
			logger.error("A task on loop '{}' failed; the loop goes on", this.name, ex);
		}
	}

	long failures() {
		return this.failures.get();
	}

}
