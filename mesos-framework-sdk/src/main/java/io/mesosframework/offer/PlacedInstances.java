package io.mesosframework.offer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where instances are placed, as constraints see it: those that run already and those
 * that the current round has placed. Not thread-safe.
 */
public final class PlacedInstances {

	private final List<AgentOffer> agents = new ArrayList<>();

	private final Map<String, Map<String, Integer>> byField = new HashMap<>();

	private final Map<String, Set<String>> appsByAgent;

	/**
	 * Create a view without instances of the app itself.
	 * @param appsByAgent the names and labels ({@code key=value}) of the apps that run on
	 * an agent, by agent id
	 */
	public PlacedInstances(Map<String, Set<String>> appsByAgent) {
		this.appsByAgent = appsByAgent;
	}

	/**
	 * Count one more instance of the app.
	 * @param agent where it is placed
	 */
	public void add(AgentOffer agent) {
		this.agents.add(agent);
		if (!this.byField.isEmpty()) {
			this.byField.forEach((field, counts) -> count(counts, agent, field, 1));
		}
	}

	/**
	 * Take an instance back.
	 * @param agent where it was placed
	 */
	public void remove(AgentOffer agent) {
		if (this.agents.remove(agent)) {
			this.byField.forEach((field, counts) -> count(counts, agent, field, -1));
		}
	}

	/**
	 * Return how many instances of the app are placed.
	 * @return the number
	 */
	public int total() {
		return this.agents.size();
	}

	/**
	 * Return how many instances of the app are placed for each value of a field.
	 * @param field the field, see {@link AgentOffer#field(String)}
	 * @return the counts by value
	 */
	public Map<String, Integer> counts(String field) {
		return this.byField.computeIfAbsent(field, (name) -> {
			Map<String, Integer> counts = new HashMap<>();
			this.agents.forEach((agent) -> count(counts, agent, name, 1));
			return counts;
		});
	}

	/**
	 * Return the names and labels of the apps that run on an agent.
	 * @param agentId the agent
	 * @return the names and labels
	 */
	public Set<String> appsOn(String agentId) {
		return this.appsByAgent.getOrDefault(agentId, Set.of());
	}

	private static void count(Map<String, Integer> counts, AgentOffer agent, String field, int change) {
		String value = agent.field(field);
		if (value != null) {
			counts.compute(value, (key, count) -> {
				int next = ((count != null) ? count : 0) + change;
				return (next > 0) ? Integer.valueOf(next) : null;
			});
		}
	}

}
