package io.mesosframework.placement;

import java.util.List;
import java.util.Locale;

/**
 * Determines which of the suitable agents is used for an instance.
 *
 * @since 0.1.0
 */
public enum PlacementStrategy {

	/**
	 * The first suitable agent. This is the cheapest strategy and uses the fewest agents
	 * for the work of one round.
	 */
	FIRST_FIT,

	/** The fullest suitable agent, so that few agents are used. */
	BINPACK,

	/** The agent with the fewest instances of the app, then the emptiest. */
	SPREAD,

	/** An agent without an instance of the app: at most one instance on each agent. */
	UNIQUE,

	/** The agent with the most instances of the app, then the fullest. */
	COLOCATE;

	/**
	 * Parse a strategy. The names of the Mesos Framework SDK are accepted: {@code mux}
	 * means that instances may share an agent.
	 * @param text the name in any case, with {@code -} or {@code _}
	 * @return the strategy
	 * @throws IllegalArgumentException if there is no such strategy; the message lists
	 * all
	 */
	public static PlacementStrategy parse(String text) {
		String name = text.trim().toUpperCase(Locale.ROOT).replace('-', '_');
		if (name.equals("MUX") || name.isEmpty()) {
			return FIRST_FIT;
		}
		try {
			return valueOf(name);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"'" + text + "' is no placement strategy; use mux or one of " + List.of(values()), ex);
		}
	}

}
