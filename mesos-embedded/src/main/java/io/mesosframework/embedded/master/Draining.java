package io.mesosframework.embedded.master;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.DrainInfo;
import org.apache.mesos.v1.Protos.DrainState;

import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.MachineIds;
import io.mesosframework.embedded.wire.ToAgent;

/**
 * Takes agents out of service and back, see {@code docs/maintenance.md} of Mesos.
 */
final class Draining {

	private final Term term;

	Draining(Term term) {
		this.term = term;
	}

	HttpReply drain(AgentID agentId, DrainConfig config) {
		String id = agentId.getValue();
		Agent agent = this.term.agents().get(id);
		if (agent != null && this.term.machines().isScheduled(agent.machineId())) {
			return HttpReply.text(400, "Agent " + id + " is part of a maintenance schedule under Machine "
					+ MachineIds.text(agent.machineId()));
		}
		if (!this.term.agents().isKnown(id)) {
			return HttpReply.text(400, "Unknown agent");
		}
		this.term.registry()
			.draining()
			.put(id, DrainInfo.newBuilder().setState(DrainState.DRAINING).setConfig(config).build());
		this.term.registry().deactivated().add(id);
		if (agent != null) {
			this.term.agentSessions().deactivate(agent);
			agent.send(new ToAgent.Drain(config));
			agent.drainStartTime(this.term.now());
			check(agent);
		}
		return HttpReply.empty(200);
	}

	/**
	 * Finish the drain of an agent when nothing is left on it.
	 * @param agent the agent
	 */
	void check(Agent agent) {
		DrainInfo info = this.term.registry().draining().get(agent.key());
		if (info == null || info.getState() == DrainState.DRAINED || !agent.tasks().isEmpty()
				|| !agent.operations().isEmpty()) {
			return;
		}
		if (info.getConfig().getMarkGone()) {
			this.term.agentRemoval().markGone(agent.key());
		}
		else {
			this.term.registry().draining().put(agent.key(), info.toBuilder().setState(DrainState.DRAINED).build());
		}
	}

	HttpReply deactivate(AgentID agentId) {
		String id = agentId.getValue();
		if (!this.term.agents().isKnown(id)) {
			return HttpReply.text(400, "Unknown agent");
		}
		this.term.registry().deactivated().add(id);
		Agent agent = this.term.agents().get(id);
		if (agent != null) {
			this.term.agentSessions().deactivate(agent);
		}
		return HttpReply.empty(200);
	}

	HttpReply reactivate(AgentID agentId) {
		String id = agentId.getValue();
		if (!this.term.registry().deactivated().contains(id)) {
			return HttpReply.text(400, "Agent is not deactivated");
		}
		DrainInfo info = this.term.registry().draining().get(id);
		if (info != null && info.getState() == DrainState.DRAINING) {
			return HttpReply.text(400, "Agent is still in the DRAINING state");
		}
		this.term.registry().draining().remove(id);
		this.term.registry().deactivated().remove(id);
		Agent agent = this.term.agents().get(id);
		if (agent == null) {
			return HttpReply.text(409, "Agent removed while processing the call");
		}
		if (agent.connected()) {
			this.term.agentSessions().activate(agent);
		}
		agent.drainStartTime(null);
		return HttpReply.empty(200);
	}

	HttpReply markGone(AgentID agentId) {
		String id = agentId.getValue();
		if (this.term.agents().isGone(id)) {
			return HttpReply.empty(200);
		}
		if (!this.term.agents().isKnown(id)) {
			return HttpReply.text(404, "Agent '" + id + "' not found");
		}
		this.term.agentRemoval().markGone(id);
		return HttpReply.empty(200);
	}

}
