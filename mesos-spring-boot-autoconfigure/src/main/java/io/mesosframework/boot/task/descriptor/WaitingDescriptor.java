package io.mesosframework.boot.task.descriptor;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Waiting;

/**
 * Describes why some instances are not running.
 *
 * @param count the number of instances that wait for this reason
 * @param text a summary in one line
 * @param agents the number of agents examined
 * @param reasons the reasons why agents were excluded, most frequent first
 * @param wouldFit what would currently fit, or {@code null}
 * @param nextTry the time of the next attempt, or {@code null} if it follows the next
 * offers
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
	 * Describes a reason why agents were excluded.
	 *
	 * @param agents the number of agents excluded
	 * @param text the description of the reason
	 */
	public record ReasonDescriptor(int agents, String text) {

	}

}
