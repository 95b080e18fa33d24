package io.mesosframework.task;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.placement.PlacementRefusals;

/**
 * Why some instances of an app do not run. Immutable and thread-safe.
 *
 * @param app the name of the app
 * @param count how many instances wait for this
 * @param text all in one line, for example {@code 3 agents: mem 512 < 1024}
 * @param agents how many agents were looked at in the last round of placement
 * @param reasons what kept agents out, the commonest first
 * @param wouldFit what would fit now, or {@code null} if that is not known
 * @param nextTry when they are tried next, or {@code null}: with the next offers
 * @since 0.1.0
 */
public record Waiting(String app, int count, String text, int agents, List<PlacementRefusals.Reason> reasons,
		@Nullable String wouldFit, @Nullable Instant nextTry) {

	/**
	 * Create a reason.
	 * @param app the app
	 * @param count how many wait
	 * @param text all in one line
	 * @param agents how many agents
	 * @param reasons the reasons
	 * @param wouldFit what would fit
	 * @param nextTry when they are tried next
	 */
	public Waiting {
		reasons = List.copyOf(reasons);
	}

}
