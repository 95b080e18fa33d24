package io.mesosframework.task;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.placement.PlacementRefusals;

/**
 * Reason why instances of an app are waiting. Immutable and thread-safe.
 *
 * @param app the name of the app
 * @param count the number of instances that wait for this reason
 * @param text a one-line summary, for example {@code 3 agents: mem 512 < 1024}
 * @param agents the number of agents considered in the last placement round
 * @param reasons why agents were rejected, the most common reason first
 * @param wouldFit what would fit now, or {@code null} if unknown
 * @param nextTry when placement is tried next, or {@code null} if with the next offers
 * @since 0.1.0
 */
public record Waiting(String app, int count, String text, int agents, List<PlacementRefusals.Reason> reasons,
		@Nullable String wouldFit, @Nullable Instant nextTry) {

	/**
	 * Create a reason.
	 * @param app the app
	 * @param count the number of instances that wait
	 * @param text a one-line summary
	 * @param agents the number of agents considered
	 * @param reasons the reasons
	 * @param wouldFit what would fit
	 * @param nextTry when placement is tried next
	 */
	public Waiting {
		reasons = List.copyOf(reasons);
	}

}
