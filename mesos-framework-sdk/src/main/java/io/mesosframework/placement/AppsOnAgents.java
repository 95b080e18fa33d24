package io.mesosframework.placement;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Knows which apps run on which agents, by their names and labels;
 * {@link AffinityConstraint} uses it. All groups of a round share one instance, so that
 * each sees what the others have placed before it. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class AppsOnAgents {

	private final Map<String, Map<String, Integer>> byAgent = new HashMap<>();

	/** Return an independent copy. */
	AppsOnAgents copy() {
		AppsOnAgents copy = new AppsOnAgents();
		this.byAgent.forEach((agentId, counts) -> copy.byAgent.put(agentId, new HashMap<>(counts)));
		return copy;
	}

	/**
	 * Add an instance.
	 * @param agentId the agent on which it runs
	 * @param names the name and the labels ({@code key=value}) of its app
	 */
	public void add(String agentId, Collection<String> names) {
		Map<String, Integer> counts = this.byAgent.computeIfAbsent(agentId, (id) -> new HashMap<>());
		names.forEach((name) -> counts.merge(name, 1, Integer::sum));
	}

	/**
	 * Remove an instance.
	 * @param agentId the agent on which it was counted
	 * @param names the name and the labels of its app
	 */
	public void remove(String agentId, Collection<String> names) {
		Map<String, Integer> counts = this.byAgent.getOrDefault(agentId, Map.of());
		names.forEach((name) -> counts.computeIfPresent(name, (key, count) -> (count > 1) ? count - 1 : null));
	}

	/**
	 * Return the names and labels of the apps that run on an agent.
	 * @param agentId the agent
	 * @return the names and labels
	 */
	public Set<String> on(String agentId) {
		return this.byAgent.getOrDefault(agentId, Map.of()).keySet();
	}

}
