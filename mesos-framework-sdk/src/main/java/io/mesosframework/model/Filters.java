package io.mesosframework.model;

import java.time.Duration;

import org.apache.mesos.v1.Protos;

/**
 * Makes filters: how long resources like the declined ones are not offered again.
 *
 * @since 0.1.0
 */
public final class Filters {

	private static final Duration MAX = Duration.ofDays(365);

	private Filters() {
	}

	/**
	 * Refuse for a time. The filter ends early with a REVIVE.
	 * @param duration zero for not at all; more than 365 days is 365 days, as in
	 * {@code src/master/allocator/mesos/hierarchical.cpp} of Mesos
	 * @return the filters
	 */
	public static Protos.Filters refuse(Duration duration) {
		if (duration.isNegative()) {
			throw new IllegalArgumentException("Offers cannot be refused for a negative time: " + duration);
		}
		Duration bounded = (duration.compareTo(MAX) > 0) ? MAX : duration;
		return Protos.Filters.newBuilder().setRefuseSeconds(bounded.toNanos() / 1e9).build();
	}

	/**
	 * Do not refuse: such resources may be offered again at once.
	 * @return the filters
	 */
	public static Protos.Filters none() {
		return refuse(Duration.ZERO);
	}

}
