package io.mesosframework.benchmarks;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Time after which nothing new is begun.
 */
public final class TimeLimit {

	private final @Nullable Duration limit;

	private final LongSupplier nanoTime;

	private final long start;

	private TimeLimit(@Nullable Duration limit, LongSupplier nanoTime) {
		this.limit = limit;
		this.nanoTime = nanoTime;
		this.start = nanoTime.getAsLong();
	}

	/**
	 * Return a limit that is never reached.
	 * @return the limit
	 */
	public static TimeLimit none() {
		return new TimeLimit(null, System::nanoTime);
	}

	static TimeLimit of(Duration limit) {
		return of(limit, System::nanoTime);
	}

	static TimeLimit of(Duration limit, LongSupplier nanoTime) {
		return new TimeLimit(limit, nanoTime);
	}

	/**
	 * Return whether there is time for something, and print that it is left out if there
	 * is none.
	 * @param what what would be begun
	 * @return whether it may begin
	 */
	public boolean leavesTimeFor(String what) {
		if (this.limit == null || this.nanoTime.getAsLong() - this.start < this.limit.toNanos()) {
			return true;
		}
		System.out.println("skipped " + what + ": the time of a quick run is over");
		return false;
	}

}
