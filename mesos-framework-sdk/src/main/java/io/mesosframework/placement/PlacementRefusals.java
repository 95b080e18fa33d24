package io.mesosframework.placement;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Tells why agents were refused, counted by reason: the answer to "why is it not
 * running?". Its size does not grow with the number of agents. Immutable.
 *
 * @param agents the number of agents examined
 * @param reasons the reasons, most frequent first, at most twenty; if there are too many
 * different reasons, the later ones are counted together
 * @param wouldFit the change that would allow an instance to be placed now, for example
 * {@code with mem <= 512} or {@code on 3 agents without rack IS r9}; {@code null} if it
 * is not known
 * @since 0.1.0
 */
public record PlacementRefusals(int agents, List<Reason> reasons, @Nullable String wouldFit) {

	/**
	 * Create refusals.
	 */
	public PlacementRefusals {
		reasons = List.copyOf(reasons);
	}

	/**
	 * Return the reasons as text, for example
	 * {@code 3 agents: mem 512 < 1024; 2 agents: rack
	 * UNIQUE}.
	 */
	@Override
	public String toString() {
		if (this.agents == 0) {
			return "no agent offers anything";
		}
		return this.reasons.stream().map(Reason::toString).collect(Collectors.joining("; "));
	}

	/**
	 * A reason and the number of agents it excluded.
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

}
