package io.mesosframework.placement;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Why agents were refused, counted by reason: the answer to "why is it not running?" in
 * memory that does not grow with the number of agents. Immutable.
 *
 * @param agents how many agents were looked at
 * @param reasons the reasons, the commonest first, at most twenty; of very many different
 * ones, the later are counted together
 * @param wouldFit what would have to be otherwise for an instance to find a place now,
 * for example {@code with mem <= 512} or {@code on 3 agents without rack IS r9};
 * {@code null} if that is not known
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
	 * Print the reasons, for example {@code 3 agents: mem 512 < 1024; 2 agents: rack
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

}
