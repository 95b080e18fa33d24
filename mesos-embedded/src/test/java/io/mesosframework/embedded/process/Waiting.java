package io.mesosframework.embedded.process;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.fail;

/**
 * Waits in tests for something that happens elsewhere.
 */
public final class Waiting {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private Waiting() {
	}

	/**
	 * Read a value until it is as expected.
	 * @param <T> the kind of value
	 * @param source reads the value
	 * @param condition the expectation
	 * @return the value
	 */
	public static <T> T until(Callable<T> source, Predicate<T> condition) {
		long end = System.nanoTime() + LIMIT.toNanos();
		while (true) {
			T value;
			try {
				value = source.call();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
			if (condition.test(value)) {
				return value;
			}
			if (System.nanoTime() > end) {
				return fail("Still " + value + " after " + LIMIT);
			}
			LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
		}
	}

}
