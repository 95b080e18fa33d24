package io.mesosframework.boot.task.descriptor;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Waiting;

/**
 * Why some instances do not run.
 *
 * @param count how many instances wait for this
 * @param text all in one line
 * @param agents how many agents were looked at
 * @param reasons what kept agents out, the commonest first
 * @param wouldFit what would fit now, or {@code null}
 * @param nextTry when they are tried next, or {@code null}: with the next offers
 * @since 0.1.0
 */
public record WaitingDescriptor(int count, String text, int agents, List<ReasonDescriptor> reasons,
		@Nullable String wouldFit, @Nullable Instant nextTry) {

	/**
	 * Describe a reason why instances wait.
	 * @param waiting the reason
	 * @return the description
	 */
	public static WaitingDescriptor of(Waiting waiting) {
		return new WaitingDescriptor(waiting.count(), waiting.text(), waiting.agents(),
				waiting.reasons()
					.stream()
					.map((reason) -> new ReasonDescriptor(reason.agents(), reason.text()))
					.toList(),
				waiting.wouldFit(), waiting.nextTry());
	}

	/**
	 * A reason.
	 *
	 * @param agents how many agents it kept out
	 * @param text what it is
	 */
	public record ReasonDescriptor(int agents, String text) {

	}

}
