package io.mesosframework.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.mesosframework.placement.PlacementRefusals.Reason;
import io.mesosframework.resource.Shortage;

/**
 * Counts the reasons for which agents are refused. Its size does not grow with the number
 * of agents. Not thread-safe.
 */
final class RefusalCounts {

	private static final int MAX_REASONS = 20;

	/**
	 * The maximum number of different reasons; custom rules may give more, which are
	 * counted as one.
	 */
	private static final int MAX_COUNTED = 200;

	private static final String OTHERS = "other reasons";

	private final Map<String, Count> counts = new HashMap<>();

	private int agents;

	/** Count an examined agent. */
	void agent() {
		this.agents++;
	}

	void shortage(Shortage shortage) {
		shortage(1, shortage);
	}

	/**
	 * Count agents that are short of a resource.
	 * @param agents the number of agents
	 * @param shortage the shortage of the best of them
	 */
	void shortage(int agents, Shortage shortage) {
		// the best offer of this resource is the most useful to know
		Count count = this.counts.computeIfAbsent("resource " + shortage.name(), (key) -> new Count());
		count.agents += agents;
		if (count.best == null || Double.compare(number(shortage.available()), number(count.best.available())) > 0) {
			count.best = shortage;
			count.reason = shortage.toString();
		}
	}

	/** Count an agent refused by a rule. */
	void constraint(String reason) {
		boolean counted = this.counts.size() < MAX_COUNTED || this.counts.containsKey(reason);
		Count count = this.counts.computeIfAbsent(counted ? reason : OTHERS, (key) -> new Count());
		count.agents++;
		count.reason = counted ? reason : OTHERS;
	}

	private static double number(String text) {
		try {
			return Double.parseDouble(text);
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

	/**
	 * Return the counts.
	 * @param wouldFit the change that would help, or {@code null}
	 */
	PlacementRefusals refusals(@Nullable String wouldFit) {
		List<Reason> reasons = new ArrayList<>();
		this.counts.values().forEach((count) -> reasons.add(new Reason(count.agents, count.reason)));
		reasons.sort((left, right) -> (left.agents() != right.agents()) ? Integer.compare(right.agents(), left.agents())
				: left.text().compareTo(right.text()));
		return new PlacementRefusals(this.agents, reasons.subList(0, Math.min(MAX_REASONS, reasons.size())), wouldFit);
	}

	private static final class Count {

		private int agents;

		private String reason = "";

		private @Nullable Shortage best;

	}

}
