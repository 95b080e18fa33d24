package io.mesosframework.embedded.master;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.scheduler.Protos.Event;

import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.AgentLink;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.master.state.MachineIds;
import io.mesosframework.embedded.master.state.TaskRecord;
import io.mesosframework.embedded.resource.Resources;
import io.mesosframework.embedded.wire.ToAgent;
import io.mesosframework.embedded.wire.ToMaster;

/**
 * Handles the links to agents: registration, reregistration, disconnection and the
 * messages of agents.
 */
final class AgentSessions implements AgentLink.Receiver {

	private final Term term;

	private final AgentPings pings;

	private final AgentReturn agentReturn;

	private final Set<AgentLink> links = new LinkedHashSet<>();

	private long next;

	AgentSessions(Term term, AgentPings pings) {
		this.term = term;
		this.pings = pings;
		this.agentReturn = new AgentReturn(term, pings);
	}

	/**
	 * Open a link.
	 * @param peer the agent's end
	 * @return the master's end
	 */
	AgentLink connect(ToAgent.Link peer) {
		AgentLink link = new AgentLink(this.term.loop(), this, peer);
		this.links.add(link);
		return link;
	}

	void dropAll() {
		for (Agent agent : this.term.agents().registered()) {
			this.pings.stop(agent);
			agent.reregisterTimer(null);
		}
		new ArrayList<>(this.links).forEach(AgentLink::drop);
		this.links.clear();
	}

	@Override
	public void receive(AgentLink link, ToMaster message) {
		if (this.term.ended()) {
			return;
		}
		if (message instanceof ToMaster.Register register) {
			register(link, register);
		}
		else if (message instanceof ToMaster.Reregister reregister) {
			reregister(link, reregister);
		}
		else {
			Agent agent = link.agent();
			if (agent != null && agent.link() == link && this.term.agents().get(agent.key()) == agent) {
				receive(agent, message);
			}
		}
	}

	private void receive(Agent agent, ToMaster message) {
		if (message instanceof ToMaster.StatusUpdate update) {
			statusUpdate(agent, update);
		}
		else if (message instanceof ToMaster.ExecutorMessage sent) {
			executorMessage(agent, sent);
		}
		else if (message instanceof ToMaster.ExitedExecutor exited) {
			exitedExecutor(agent, exited);
		}
		else if (message instanceof ToMaster.OperationUpdate update) {
			this.term.operations().update(agent, update);
		}
		else if (message instanceof ToMaster.Pong) {
			this.pings.pong(agent);
		}
		else if (message instanceof ToMaster.Unregister) {
			this.term.agentRemoval().remove(agent, "the agent unregistered");
		}
	}

	private void register(AgentLink link, ToMaster.Register message) {
		MachineID machine = MachineIds.of(message.info().getHostname(), link.ip());
		if (this.term.machines().isDown(machine)) {
			link.send(new ToAgent.Shutdown("Machine is `DOWN`"));
			return;
		}
		Agent old = this.term.agents().at(link.address());
		if (old != null && old.connected()) {
			link.send(new ToAgent.Registered(old.id()));
			return;
		}
		if (old != null) {
			this.term.agentRemoval().remove(old, "a new agent registered at the same address");
		}
		AgentID id = AgentID.newBuilder().setValue(this.term.info().getId() + "-S" + this.next++).build();
		AgentInfo info = message.info().toBuilder().setId(id).build();
		this.term.registry().admit(info);
		Agent agent = new Agent(info, link, Resources.of(message.total()), this.term.now());
		link.agent(agent);
		add(agent);
		link.send(new ToAgent.Registered(id));
	}

	private void reregister(AgentLink link, ToMaster.Reregister message) {
		AgentInfo info = message.info();
		String id = info.getId().getValue();
		if (this.term.agents().isGone(id)) {
			link.send(new ToAgent.Shutdown("Agent has been marked gone"));
			return;
		}
		if (this.term.machines().isDown(MachineIds.of(info.getHostname(), link.ip()))) {
			link.send(new ToAgent.Shutdown("Machine is `DOWN`"));
			return;
		}
		Agent known = this.term.agents().get(id);
		if (known == null) {
			add(this.agentReturn.readmit(link, message));
			this.agentReturn.welcome(link, message);
		}
		else if (!known.ip().equals(link.ip()) || !known.info().getHostname().equals(info.getHostname())) {
			link.send(new ToAgent.Shutdown("Agent attempted to reregister with different IP / hostname"));
		}
		else {
			this.agentReturn.reconnect(known, link, message);
		}
	}

	private void add(Agent agent) {
		this.term.agents().add(agent);
		if (this.term.registry().deactivated().contains(agent.key())) {
			agent.active(false);
		}
		this.term.allocator().add(agent);
		if (this.term.machines().unavailability(agent.machineId()) != null) {
			this.term.allocator().maintenanceOffers().update(agent, true);
		}
		this.pings.start(agent, () -> this.term.agentRemoval().markUnreachable(agent, "health check timed out"));
		this.term.operatorEvents().agentAdded(agent);
	}

	@Override
	public void disconnected(AgentLink link) {
		this.links.remove(link);
		Agent agent = link.agent();
		if (agent == null || agent.link() != link || !agent.connected()
				|| this.term.agents().get(agent.key()) != agent) {
			return;
		}
		agent.connected(false);
		deactivate(agent);
		Set<String> frameworks = new HashSet<>(agent.tasks().keySet());
		frameworks.addAll(agent.executors().keySet());
		for (String frameworkId : frameworks) {
			Framework framework = this.term.frameworks().get(frameworkId);
			if (framework != null && !framework.info().getCheckpoint()) {
				this.term.agentRemoval().removeFramework(agent, framework);
			}
		}
		agent.reregisterTimer(
				this.term.loop().schedule(this.term.options().agentReregisterTimeout(), () -> giveUp(agent)));
	}

	private void giveUp(Agent agent) {
		if (!agent.connected() && this.term.agents().get(agent.key()) == agent) {
			this.term.agentRemoval()
				.markUnreachable(agent,
						"agent did not reregister within " + io.mesosframework.embedded.resource.Durations
							.print(this.term.options().agentReregisterTimeout()) + " after disconnecting");
		}
	}

	/**
	 * Offer an agent no longer.
	 * @param agent the agent
	 */
	void deactivate(Agent agent) {
		agent.active(false);
		this.term.offers().rescindAll(agent);
	}

	/**
	 * Offer an agent again.
	 * @param agent the agent
	 */
	void activate(Agent agent) {
		agent.active(true);
		this.term.allocator().reconsider(agent);
	}

	private void statusUpdate(Agent agent, ToMaster.StatusUpdate update) {
		Framework framework = this.term.frameworks().get(update.frameworkId().getValue());
		if (framework != null && framework.connected()) {
			this.term.tasks().forward(framework, update.status());
		}
		TaskRecord task = agent.task(update.frameworkId().getValue(), update.status().getTaskId().getValue());
		if (task != null) {
			this.term.tasks().update(task, update.status(), update.latestState());
		}
	}

	private void executorMessage(Agent agent, ToMaster.ExecutorMessage message) {
		Framework framework = this.term.frameworks().get(message.frameworkId().getValue());
		if (framework != null) {
			this.term.send(framework,
					Event.newBuilder()
						.setType(Event.Type.MESSAGE)
						.setMessage(Event.Message.newBuilder()
							.setAgentId(agent.id())
							.setExecutorId(message.executorId())
							.setData(message.data()))
						.build());
		}
	}

	private void exitedExecutor(Agent agent, ToMaster.ExitedExecutor exited) {
		String frameworkId = exited.frameworkId().getValue();
		if (agent.executor(frameworkId, exited.executorId().getValue()) == null) {
			return;
		}
		this.term.tasks().removeExecutor(agent, frameworkId, exited.executorId().getValue());
		Framework framework = this.term.frameworks().get(frameworkId);
		if (framework != null) {
			this.term.send(framework,
					Event.newBuilder()
						.setType(Event.Type.FAILURE)
						.setFailure(Event.Failure.newBuilder()
							.setAgentId(agent.id())
							.setExecutorId(exited.executorId())
							.setStatus(exited.status()))
						.build());
		}
	}

}
