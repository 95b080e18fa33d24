package io.mesosframework.task.internal.launch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.mesosframework.placement.AgentOffer;
import io.mesosframework.placement.AppsOnAgents;
import io.mesosframework.placement.PlacedInstances;
import io.mesosframework.resource.ResourceBag;
import io.mesosframework.task.AgentTraits;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.internal.app.AppState;

/**
 * Facts about the agents on which instances are live: their attributes, which constraints
 * need after the offer is gone, and the apps that they run. The facts come from the offer
 * that was used, from later offers, or from the stored launch. Agents without instances
 * are forgotten. Used on the event loop only.
 *
 * @since 0.1.0
 */
public final class AgentFacts {

	private static final int MIN_LIMIT = 64;

	private final Map<String, AgentOffer> agents = new HashMap<>();

	private final Function<String, @Nullable AgentOffer> offered;

	private int limit = MIN_LIMIT;

	/**
	 * Create empty facts.
	 * @param offered the function that returns the current offer of an agent
	 */
	public AgentFacts(Function<String, @Nullable AgentOffer> offered) {
		this.offered = offered;
	}

	/** Record an agent on which an instance is launched. */
	void launched(AgentOffer agent) {
		this.agents.put(agent.agentId(), agent.withResources(ResourceBag.EMPTY));
	}

	/**
	 * Return where the live instances of an app are.
	 * @param app the app
	 * @param apps the apps on each agent, or {@code null} if no constraint needs them
	 * @param all whether constraints of the app need the placement of its instances
	 */
	PlacedInstances placed(AppState app, @Nullable AppsOnAgents apps, boolean all) {
		PlacedInstances placed = (apps != null) ? new PlacedInstances(apps, names(app)) : new PlacedInstances(Map.of());
		if (all) {
			for (Instance instance : app.instances()) {
				Launch launch = instance.launch();
				if (instance.phase().isLive() && launch != null) {
					AgentOffer agent = agent(launch);
					if (agent != null) {
						placed.running(agent);
					}
					else {
						placed.runningSomewhere(byName(launch, new AgentTraits(Map.of(), null, null)));
					}
				}
			}
		}
		return placed;
	}

	private @Nullable AgentOffer agent(Launch launch) {
		AgentOffer known = this.agents.get(launch.agentId());
		if (known == null) {
			known = this.offered.apply(launch.agentId());
			if (known == null && launch.traits() != null) {
				known = byName(launch, launch.traits());
			}
			if (known != null) {
				launched(known);
			}
		}
		return known;
	}

	private static AgentOffer byName(Launch launch, AgentTraits traits) {
		return new AgentOffer(launch.agentId(), launch.hostname(), "*", traits.attributes(), List.of(), traits.region(),
				traits.zone(), List.of(), ResourceBag.EMPTY, null, null);
	}

	/** Return the apps that are live on each agent. */
	static AppsOnAgents appsOnAgents(Collection<AppState> apps) {
		AppsOnAgents onAgents = new AppsOnAgents();
		for (AppState app : apps) {
			List<String> names = names(app);
			for (Instance instance : app.instances()) {
				String agentId = liveOn(instance);
				if (agentId != null) {
					onAgents.add(agentId, names);
				}
			}
		}
		return onAgents;
	}

	/** Return the name and the labels ({@code key=value}) of an app. */
	private static List<String> names(AppState app) {
		List<String> names = new ArrayList<>();
		names.add(app.definition().name());
		app.definition().labels().forEach((key, value) -> names.add(key + "=" + value));
		return names;
	}

	private static @Nullable String liveOn(Instance instance) {
		Launch launch = instance.launch();
		return (instance.phase().isLive() && launch != null) ? launch.agentId() : null;
	}

	/**
	 * Forget the agents without live instances, once many agents were added since the
	 * last time.
	 */
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
