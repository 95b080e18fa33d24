package io.mesosframework.model;

import java.time.Duration;

import org.apache.mesos.v1.Protos;

/**
 * Creates filters, which specify how long resources are not offered again.
 *
 * @since 0.1.0
 */
public final class Filters {

	private static final Duration MAX = Duration.ofDays(365);

	private Filters() {
	}

	/**
	 * Return a filter that refuses resources for a period. A REVIVE ends it early.
	 * @param duration the period; zero for no filter; more than 365 days count as 365
	 * days, as in {@code src/master/allocator/mesos/hierarchical.cpp} of Mesos
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
	 * Return a filter that does not refuse resources: they may be offered again at once.
	 * @return the filters
	 */
	public static Protos.Filters none() {
		return refuse(Duration.ZERO);
	}

}
