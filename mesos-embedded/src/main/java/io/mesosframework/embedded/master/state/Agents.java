package io.mesosframework.embedded.master.state;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.jspecify.annotations.Nullable;

/**
 * The state of all agents: registered, recovered from the registry but not reregistered
 * yet, unreachable, gone or removed.
 *
 * @since 0.1.0
 */
public final class Agents {

	private static final int MAX_REMOVED = 100_000;

	private final Registry registry;

	private final Map<String, Agent> registered = new LinkedHashMap<>();

	private final Map<String, AgentInfo> recovered = new LinkedHashMap<>();

	private final Set<String> removed = new LinkedHashSet<>();

	private final Map<String, Agent> byAddress = new HashMap<>();

	private final Map<MachineID, Set<Agent>> byMachine = new HashMap<>();

	/** The unreachable agents' tasks: framework and task ids by agent. */
	private final Map<String, Map<String, Set<String>>> unreachableTasks = new HashMap<>();

	public Agents(Registry registry) {
		this.registry = registry;
		this.recovered.putAll(registry.agents());
	}

	public Collection<Agent> registered() {
		return this.registered.values();
	}

	public @Nullable Agent get(String agentId) {
		return this.registered.get(agentId);
	}

	public Map<String, AgentInfo> recovered() {
		return this.recovered;
	}

	public boolean isRecovered(String agentId) {
		return this.recovered.containsKey(agentId);
	}

	public @Nullable TimeInfo unreachableSince(String agentId) {
		return this.registry.unreachable().get(agentId);
	}

	public boolean isGone(String agentId) {
		return this.registry.gone().containsKey(agentId);
	}

	boolean isRemoved(String agentId) {
		return this.removed.contains(agentId);
	}

	public boolean isKnown(String agentId) {
		return this.registered.containsKey(agentId) || isRecovered(agentId) || unreachableSince(agentId) != null;
	}

	public @Nullable Agent at(String address) {
		return this.byAddress.get(address);
	}

	public Set<Agent> on(MachineID machine) {
		return this.byMachine.getOrDefault(machine, Set.of());
	}

	public Map<String, Map<String, Set<String>>> unreachableTasks() {
		return this.unreachableTasks;
	}

	public void add(Agent agent) {
		this.recovered.remove(agent.key());
		this.removed.remove(agent.key());
		this.registered.put(agent.key(), agent);
		this.byAddress.put(agent.address(), agent);
		this.byMachine.computeIfAbsent(agent.machineId(), (key) -> new LinkedHashSet<>()).add(agent);
	}

	/**
	 * An agent is back over another link, maybe at another port.
	 * @param agent the agent
	 * @param link its new link
	 */
	public void relink(Agent agent, AgentLink link) {
		this.byAddress.remove(agent.address(), agent);
		agent.link(link);
		this.byAddress.put(agent.address(), agent);
	}

	public void remove(Agent agent) {
		this.registered.remove(agent.key());
		this.byAddress.remove(agent.address(), agent);
		Set<Agent> machine = this.byMachine.get(agent.machineId());
		if (machine != null && machine.remove(agent) && machine.isEmpty()) {
			this.byMachine.remove(agent.machineId());
		}
		this.removed.add(agent.key());
		if (this.removed.size() > MAX_REMOVED) {
			this.removed.remove(this.removed.iterator().next());
		}
	}

}
