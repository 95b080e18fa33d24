package io.mesosframework.placement;

import java.util.List;
import java.util.Locale;

/**
 * Which of the agents that suit an instance is taken.
 *
 * @since 0.1.0
 */
public enum PlacementStrategy {

	/**
	 * The first that suits: the cheapest, and the fewest agents for the work of one
	 * round.
	 */
	FIRST_FIT,

	/** The fullest that suits, so that few agents are used. */
	BINPACK,

	/** The one with the fewest instances of the app, then the emptiest. */
	SPREAD,

	/** One that has no instance of the app: at most one on each agent. */
	UNIQUE,

	/** The one with the most instances of the app, then the fullest. */
	COLOCATE;

	/**
	 * Read a strategy. The names of the Mesos Framework SDK are understood: {@code mux}
	 * means that instances may share an agent.
	 * @param text the name in any case, with {@code -} or {@code _}
	 * @return the strategy
	 * @throws IllegalArgumentException if there is none; the message lists all
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
