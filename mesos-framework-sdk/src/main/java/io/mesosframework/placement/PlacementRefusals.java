package io.mesosframework.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.mesosframework.resource.Shortage;

/**
 * Why agents were refused, counted by reason: the answer to "why is it not running?" in
 * memory that does not grow with the number of agents. Not thread-safe while it is
 * filled.
 *
 * @since 0.1.0
 */
public final class PlacementRefusals {

	private static final int MAX_REASONS = 20;

	/** More reasons than these, which rules of an application may give, are one. */
	private static final int MAX_COUNTED = 200;

	private static final String OTHERS = "other reasons";

	private final Map<String, Count> counts = new HashMap<>();

	private int agents;

	private @Nullable String wouldFit;

	/** Say what would fit. */
	void wouldFit(@Nullable String text) {
		this.wouldFit = text;
	}

	/**
	 * Return what would have to be otherwise for an instance to find a place now.
	 * @return for example {@code with mem <= 512} or {@code on 3 agents without rack IS
	 * r9}; {@code null} if that is not known
	 */
	public @Nullable String wouldFit() {
		return this.wouldFit;
	}

	void shortage(Shortage shortage) {
		shortage(1, shortage);
	}

	/**
	 * Count agents that are short of a resource.
	 * @param agents how many
	 * @param shortage what the best of them lacks
	 */
	void shortage(int agents, Shortage shortage) {
		// the best offer of this resource is the most telling
		Count count = this.counts.computeIfAbsent("resource " + shortage.name(), (key) -> new Count());
		count.agents += agents;
		if (count.best == null || Double.compare(number(shortage.available()), number(count.best.available())) > 0) {
			count.best = shortage;
			count.reason = shortage.toString();
		}
	}

	void constraint(String reason) {
		boolean counted = this.counts.size() < MAX_COUNTED || this.counts.containsKey(reason);
		Count count = this.counts.computeIfAbsent(counted ? reason : OTHERS, (key) -> new Count());
		count.agents++;
		count.reason = counted ? reason : OTHERS;
	}

	void agent() {
		this.agents++;
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
	 * Return how many agents were looked at.
	 * @return the number of agents
	 */
	public int agents() {
		return this.agents;
	}

	/**
	 * Return the reasons, the commonest first, at most twenty. Of very many different
	 * ones, the later are counted together.
	 * @return the reasons
	 */
	public List<Reason> reasons() {
		List<Reason> reasons = new ArrayList<>();
		this.counts.values().forEach((count) -> reasons.add(new Reason(count.agents, count.reason)));
		reasons.sort((left, right) -> (left.agents() != right.agents()) ? Integer.compare(right.agents(), left.agents())
				: left.text().compareTo(right.text()));
		return reasons.subList(0, Math.min(MAX_REASONS, reasons.size()));
	}

	/**
	 * Print the reasons, for example {@code 3 agents: mem 512 < 1024; 2 agents: rack
	 * UNIQUE}.
	 */
	@Override
	public String toString() {
		if (this.agents == 0) {
			return "no agent offers anything";
		}
		return reasons().stream().map(Reason::toString).collect(Collectors.joining("; "));
	}

	/**
	 * A reason and how many agents it kept out.
	 *
	 * @param agents the number of agents
	 * @param text the reason
	 */
	public record Reason(int agents, String text) {

		@Override
		public String toString() {
			return this.agents + ((this.agents == 1) ? " agent: " : " agents: ") + this.text;
		}

	}

	private static final class Count {

		private int agents;

		private String reason = "";

		private @Nullable Shortage best;

	}

}
