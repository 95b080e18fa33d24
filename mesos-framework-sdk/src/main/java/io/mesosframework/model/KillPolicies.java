package io.mesosframework.model;

import java.time.Duration;

import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.KillPolicy;

/**
 * Creates kill policies.
 *
 * @since 0.1.0
 */
public final class KillPolicies {

	private KillPolicies() {
	}

	/**
	 * Return a policy with a period between SIGTERM and SIGKILL.
	 * @param duration the period, not negative
	 * @return the policy
	 */
	public static KillPolicy gracePeriod(Duration duration) {
		return KillPolicy.newBuilder().setGracePeriod(duration(duration)).build();
	}

	static DurationInfo duration(Duration duration) {
		if (duration.isNegative()) {
			throw new IllegalArgumentException("A duration must not be negative, but is " + duration);
		}
		return DurationInfo.newBuilder().setNanoseconds(duration.toNanos()).build();
	}

}
