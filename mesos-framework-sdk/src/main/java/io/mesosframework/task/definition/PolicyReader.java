package io.mesosframework.task.definition;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.definition.TaskDefinition.RetryPolicy;
import io.mesosframework.task.definition.TaskDefinition.UnreachablePolicy;
import io.mesosframework.task.definition.TaskDefinition.UpdatePolicy;

/**
 * Reads the policies of a definition.
 */
final class PolicyReader {

	private static final Duration MIN_RETRY = Duration.ofMillis(100);

	private static final Duration MIN_RESET = Duration.ofSeconds(1);

	private PolicyReader() {
	}

	static RetryPolicy retry(@Nullable DocumentReader node) {
		RetryPolicy defaults = RetryPolicy.DEFAULT;
		if (node == null) {
			return defaults;
		}
		Duration initial = node.get(PolicyFields.RETRY_TIME);
		Duration max = (initial.compareTo(defaults.max()) > 0) ? initial : defaults.max();
		RetryPolicy policy = new RetryPolicy(initial, node.get(PolicyFields.RETRY_EXPONENTIAL),
				node.get(PolicyFields.RETRY_MAX, max), node.get(PolicyFields.RETRY_ATTEMPTS),
				node.get(PolicyFields.RETRY_RESET));
		if (policy.initial().compareTo(MIN_RETRY) < 0) {
			node.fault(PolicyFields.RETRY_TIME, "must be at least 100ms, so that a failing task does not run hot");
		}
		if (policy.max().compareTo(policy.initial()) < 0) {
			node.fault(PolicyFields.RETRY_MAX, "must not be shorter than time, which is the first wait");
		}
		if (policy.resetAfter().compareTo(MIN_RESET) < 0) {
			node.fault(PolicyFields.RETRY_RESET, "must be at least 1s, or each failure would count as the first");
		}
		return policy;
	}

	static UpdatePolicy update(@Nullable DocumentReader node) {
		UpdatePolicy defaults = UpdatePolicy.DEFAULT;
		if (node == null) {
			return defaults;
		}
		int surge = node.get(PolicyFields.MAX_SURGE);
		// with additional instances, none has to be unavailable
		int unavailable = (surge > 0) ? 0 : defaults.maxUnavailable();
		UpdatePolicy policy = new UpdatePolicy(node.get(PolicyFields.BATCH),
				node.get(PolicyFields.MAX_UNAVAILABLE, unavailable), node.get(PolicyFields.MIN_HEALTHY),
				node.get(PolicyFields.CANARY), surge, node.get(PolicyFields.READY_WITHIN), node.get(PolicyFields.WATCH),
				node.get(PolicyFields.MAX_FAILURES), node.get(PolicyFields.ROLLBACK));
		if (policy.maxUnavailable() == 0 && policy.minHealthy() == 1 && surge == 0) {
			node.fault(PolicyFields.MAX_UNAVAILABLE,
					"must be above 0 when min_healthy is 1 and max_surge is 0, or nothing could ever be replaced");
		}
		return policy;
	}

	static UnreachablePolicy unreachable(@Nullable DocumentReader node) {
		return (node != null)
				? new UnreachablePolicy(node.get(PolicyFields.REPLACE_AFTER), node.get(PolicyFields.ADOPT))
				: UnreachablePolicy.DEFAULT;
	}

	/** Read a policy. {@code true} is short for a policy without further fields. */
	static ReservationPolicy reservation(@Nullable DocumentReader node) {
		if (node == null) {
			return ReservationPolicy.NONE;
		}
		return node.has(PolicyFields.SHORT_RESERVATION)
				? new ReservationPolicy(node.get(PolicyFields.SHORT_RESERVATION), null)
				: new ReservationPolicy(node.get(PolicyFields.KEEP), node.find(PolicyFields.LEAVE_AFTER));
	}

}
