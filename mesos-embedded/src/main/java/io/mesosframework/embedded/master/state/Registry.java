package io.mesosframework.embedded.master.state;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DrainInfo;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.Protos.MachineInfo;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.maintenance.Protos.Schedule;

/**
 * What masters agree upon and what survives their restart, as {@code registry.proto} of
 * Mesos: agents, gone and unreachable agents, draining, maintenance, quotas and weights.
 * One registry is shared by all masters of a cluster; used on the loop only.
 *
 * @since 0.1.0
 */
public final class Registry {

	private final Map<String, AgentInfo> agents = new LinkedHashMap<>();

	private final Map<String, TimeInfo> unreachable = new LinkedHashMap<>();

	private final Map<String, TimeInfo> gone = new LinkedHashMap<>();

	private final Map<String, DrainInfo> draining = new LinkedHashMap<>();

	private final Set<String> deactivated = new HashSet<>();

	private final Map<MachineID, MachineInfo> machines = new LinkedHashMap<>();

	private final Map<String, Quota> quotas = new TreeMap<>();

	private final Map<String, Double> weights = new TreeMap<>();

	private Schedule schedule = Schedule.getDefaultInstance();

	/** The admitted agents by id. */
	public Map<String, AgentInfo> agents() {
		return this.agents;
	}

	/** Since when an agent is unreachable, by id. */
	public Map<String, TimeInfo> unreachable() {
		return this.unreachable;
	}

	/** Since when an agent is gone, by id. */
	public Map<String, TimeInfo> gone() {
		return this.gone;
	}

	/** The agents that are drained, by id. */
	public Map<String, DrainInfo> draining() {
		return this.draining;
	}

	/** The agents that must not be offered. */
	public Set<String> deactivated() {
		return this.deactivated;
	}

	/** The machines of the maintenance schedule. */
	public Map<MachineID, MachineInfo> machines() {
		return this.machines;
	}

	/**
	 * Return the quotas.
	 * @return quotas by role
	 */
	public Map<String, Quota> quotas() {
		return this.quotas;
	}

	/**
	 * Return the weights.
	 * @return weights by role
	 */
	public Map<String, Double> weights() {
		return this.weights;
	}

	/**
	 * Return the weight of a role.
	 * @param role the role
	 * @return the weight, 1 unless it was set
	 */
	public double weight(String role) {
		return this.weights.getOrDefault(role, 1.0);
	}

	public Schedule schedule() {
		return this.schedule;
	}

	public void schedule(Schedule schedule) {
		this.schedule = schedule;
	}

	public void admit(AgentInfo info) {
		String id = info.getId().getValue();
		this.unreachable.remove(id);
		this.agents.put(id, info);
	}

	public void markUnreachable(String agentId, TimeInfo time) {
		this.agents.remove(agentId);
		this.unreachable.put(agentId, time);
	}

	public void markGone(String agentId, TimeInfo time) {
		this.agents.remove(agentId);
		this.unreachable.remove(agentId);
		this.draining.remove(agentId);
		this.deactivated.remove(agentId);
		this.gone.put(agentId, time);
	}

	public void remove(String agentId) {
		this.agents.remove(agentId);
		this.draining.remove(agentId);
		this.deactivated.remove(agentId);
	}

}
