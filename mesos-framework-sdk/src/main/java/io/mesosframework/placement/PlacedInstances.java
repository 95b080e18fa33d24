package io.mesosframework.placement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The agents on which the instances of an app are placed, as seen by placement rules:
 * running instances and those placed in the current round. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class PlacedInstances {

	private final List<AgentOffer> agents = new ArrayList<>();

	/** Agents of which only the id, and possibly the hostname, is known. */
	private final List<AgentOffer> unknown = new ArrayList<>();

	private final Map<String, FieldCounts> byField = new HashMap<>();

	private final AppsOnAgents apps;

	private final List<String> names;

	/**
	 * Create a view without instances of the app itself. Its placements are not visible
	 * to other apps.
	 * @param appsByAgent the names and labels ({@code key=value}) of the apps that run on
	 * an agent, by agent id
	 */
	public PlacedInstances(Map<String, Set<String>> appsByAgent) {
		this(new AppsOnAgents(), List.of());
		appsByAgent.forEach(this.apps::add);
	}

	/**
	 * Create a view without instances of the app itself.
	 * @param apps which apps run on which agents, including running instances of this
	 * app; placements are added to it
	 * @param names the name and the labels ({@code key=value}) of the app; empty if no
	 * rule uses them
	 */
	public PlacedInstances(AppsOnAgents apps, Collection<String> names) {
		this.apps = apps;
		this.names = List.copyOf(names);
	}

	/**
	 * Add a running instance of the app.
	 * @param agent the agent on which it runs
	 */
	public void running(AgentOffer agent) {
		this.agents.add(agent);
		count(agent);
	}

	/**
	 * Add a running instance of the app whose agent's attributes, region and zone are not
	 * known yet. Hard rules assume the worst case.
	 * @param agent the agent with its id and, unless empty, its hostname
	 */
	public void runningSomewhere(AgentOffer agent) {
		this.unknown.add(agent);
		count(agent);
	}

	/**
	 * Add one placed instance of the app.
	 * @param agent the agent on which it is placed
	 */
	public void add(AgentOffer agent) {
		this.agents.add(agent);
		count(agent);
		if (!this.names.isEmpty()) {
			this.apps.add(agent.agentId(), this.names);
		}
	}

	/**
	 * Return an independent copy.
	 * @param apps returns the copy of the apps on agents, which all copies of a round
	 * share
	 * @return the copy
	 */
	PlacedInstances copy(UnaryOperator<AppsOnAgents> apps) {
		PlacedInstances copy = new PlacedInstances(apps.apply(this.apps), this.names);
		copy.agents.addAll(this.agents);
		copy.unknown.addAll(this.unknown);
		return copy;
	}

	private void count(AgentOffer agent) {
		if (!this.byField.isEmpty()) {
			this.byField.forEach((field, counts) -> count(counts, agent, field));
		}
	}

	private static void count(FieldCounts counts, AgentOffer agent, String field) {
		String value = value(agent, field);
		if (value != null) {
			counts.add(value);
		}
	}

	private static @Nullable String value(AgentOffer agent, String field) {
		String value = agent.field(field);
		// for an adopted task only the agent's id is known
		return (value != null && value.isEmpty() && agent.hostname().isEmpty()) ? null : value;
	}

	/**
	 * Remove a placed instance.
	 * @param agent the agent on which it was placed
	 */
	public void remove(AgentOffer agent) {
		if (this.agents.remove(agent)) {
			this.byField.forEach((field, counts) -> {
				String value = value(agent, field);
				if (value != null) {
					counts.remove(value);
				}
			});
			this.apps.remove(agent.agentId(), this.names);
		}
	}

	/**
	 * Return how many instances of the app are placed.
	 * @return the number
	 */
	public int total() {
		return this.agents.size() + this.unknown.size();
	}

	/**
	 * Return how many instances of the app are placed for each value of a field.
	 * @param field the field, see {@link AgentOffer#field(String)}
	 * @return the counts by value
	 */
	public Map<String, Integer> counts(String field) {
		return of(field).byValue();
	}

	/** Return the smallest count of any value of a field that occurs, or 0. */
	int least(String field) {
		return of(field).least();
	}

	private FieldCounts of(String field) {
		FieldCounts known = this.byField.get(field);
		if (known != null) {
			return known;
		}
		FieldCounts counts = new FieldCounts();
		this.agents.forEach((agent) -> count(counts, agent, field));
		this.unknown.forEach((agent) -> count(counts, agent, field));
		this.byField.put(field, counts);
		return counts;
	}

	/**
	 * Return how many instances of the app are placed where the value of a field is not
	 * known.
	 * @param field the field, see {@link AgentOffer#field(String)}
	 * @return the number
	 */
	public int unknown(String field) {
		return this.unknown.isEmpty() ? 0
				: (int) this.unknown.stream().filter((agent) -> value(agent, field) == null).count();
	}

	/**
	 * Return the names and labels of the apps that run on an agent.
	 * @param agentId the agent
	 * @return the names and labels
	 */
	public Set<String> appsOn(String agentId) {
		return this.apps.on(agentId);
	}

}
