package io.mesosframework.task;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.mesosframework.offer.AgentOffer;
import io.mesosframework.offer.PlacedInstances;
import io.mesosframework.offer.ResourceBag;

/**
 * What is known of the agents on which instances live: their attributes, which
 * constraints ask for long after the offer is gone, and which apps they run. Agents
 * without instances are forgotten. Used on the event loop only.
 */
final class AgentFacts {

	private static final int MIN_LIMIT = 64;

	private final Map<String, AgentOffer> agents = new HashMap<>();

	private int limit = MIN_LIMIT;

	/** Remember an agent on which something is launched. */
	void launched(AgentOffer agent) {
		this.agents.put(agent.agentId(), agent.withResources(ResourceBag.EMPTY));
	}

	/** Learn of agents that are known by name only, after a restart. */
	void offered(Collection<AgentOffer> offers) {
		for (AgentOffer offer : offers) {
			AgentOffer known = this.agents.get(offer.agentId());
			if (known != null && known.offerIds().isEmpty()) {
				launched(offer);
			}
		}
	}

	/** Return where live instances of an app are. */
	PlacedInstances placed(AppState app, Map<String, Set<String>> appsByAgent) {
		PlacedInstances placed = new PlacedInstances(appsByAgent);
		for (Instance instance : app.instances()) {
			Launch launch = instance.launch();
			if (instance.phase().isLive() && launch != null) {
				placed.add(this.agents.computeIfAbsent(launch.agentId(), (id) -> byName(launch)));
			}
		}
		return placed;
	}

	private static AgentOffer byName(Launch launch) {
		return new AgentOffer(launch.agentId(), launch.hostname(), "*", Map.of(), List.of(), null, null, List.of(),
				ResourceBag.EMPTY, null, null);
	}

	/**
	 * Return the names and labels ({@code key=value}) of the apps that live on each
	 * agent.
	 */
	static Map<String, Set<String>> appsByAgent(Collection<AppState> apps) {
		Map<String, Set<String>> byAgent = new HashMap<>();
		for (AppState app : apps) {
			for (Instance instance : app.instances()) {
				String agentId = liveOn(instance);
				if (agentId != null) {
					Set<String> names = byAgent.computeIfAbsent(agentId, (id) -> new HashSet<>());
					names.add(app.definition().name());
					app.definition().labels().forEach((key, value) -> names.add(key + "=" + value));
				}
			}
		}
		return byAgent;
	}

	private static @Nullable String liveOn(Instance instance) {
		Launch launch = instance.launch();
		return (instance.phase().isLive() && launch != null) ? launch.agentId() : null;
	}

	/** Forget the agents on which nothing lives, when many have come since last time. */
	void prune(Collection<AppState> apps) {
		if (this.agents.size() <= this.limit) {
			return;
		}
		Set<String> live = new HashSet<>();
		for (AppState app : apps) {
			for (Instance instance : app.instances()) {
				String agentId = liveOn(instance);
				if (agentId != null) {
					live.add(agentId);
				}
			}
		}
		this.agents.keySet().retainAll(live);
		this.limit = Math.max(MIN_LIMIT, 2 * this.agents.size());
	}

	int size() {
		return this.agents.size();
	}

}
