package io.mesosframework.embedded.master;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DrainInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskStatus;

import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.AgentLink;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.master.state.OperationRecord;
import io.mesosframework.embedded.master.state.Statuses;
import io.mesosframework.embedded.master.state.TaskRecord;
import io.mesosframework.embedded.resource.Resources;
import io.mesosframework.embedded.wire.TaskMessages;
import io.mesosframework.embedded.wire.ToAgent;
import io.mesosframework.embedded.wire.ToMaster;

/**
 * Reconciles master and agent when an agent reregisters: after a broken link, after it
 * was unreachable, or with a new master ({@code Master::reregisterSlave} in {@code
 * src/master/master.cpp} of Mesos).
 */
final class AgentReturn {

	private final Term term;

	private final AgentPings pings;

	AgentReturn(Term term, AgentPings pings) {
		this.term = term;
		this.pings = pings;
	}

	/**
	 * Take an agent in that is not registered, and announce its tasks to frameworks which
	 * did not expect them.
	 * @param link its link
	 * @param message what it tells about itself
	 * @return the agent with its tasks
	 */
	Agent readmit(AgentLink link, ToMaster.Reregister message) {
		AgentInfo info = message.info();
		String id = info.getId().getValue();
		boolean expected = this.term.agents().isRecovered(id);
		boolean unreachable = this.term.agents().unreachableSince(id) != null;
		Agent agent = new Agent(info, link, Resources.of(message.total()), this.term.now());
		link.agent(agent);
		agent.reregistered(this.term.now());
		for (Task task : message.tasks()) {
			if (!this.term.frameworks().isCompleted(task.getFrameworkId().getValue())) {
				TaskRecord record = TaskRecord.reported(task);
				addTask(agent, record);
				if (!expected) {
					announce(record, unreachable ? "Unreachable agent re-reregistered" : "Unknown agent reregistered");
				}
			}
		}
		forgetUnreachable(id);
		message.executors().forEach((executor) -> addExecutor(agent, executor));
		this.term.registry().admit(info);
		return agent;
	}

	private void addTask(Agent agent, TaskRecord task) {
		agent.tasks().computeIfAbsent(task.frameworkId(), (key) -> new LinkedHashMap<>()).put(task.id(), task);
		if (TaskMessages.isTerminal(task.state())) {
			task.release();
		}
		else {
			agent.use(task.frameworkId(), task.resources());
		}
		Framework framework = this.term.frameworks().get(task.frameworkId());
		if (framework != null) {
			framework.unreachableTasks().remove(task.id());
			framework.completedTasks().removeIf((completed) -> completed.id().equals(task.id()));
			framework.tasks().put(task.id(), task);
		}
	}

	private void announce(TaskRecord task, String message) {
		Framework framework = this.term.frameworks().get(task.frameworkId());
		if (framework != null) {
			this.term.tasks()
				.tell(framework, this.term.statuses()
					.snapshot(task, task.state(), TaskStatus.Reason.REASON_AGENT_REREGISTERED, message));
		}
	}

	private void forgetUnreachable(String agentId) {
		Map<String, Set<String>> tasks = this.term.agents().unreachableTasks().remove(agentId);
		if (tasks != null) {
			tasks.forEach((frameworkId, ids) -> {
				Framework framework = this.term.frameworks().get(frameworkId);
				if (framework != null) {
					ids.forEach(framework.unreachableTasks()::remove);
				}
			});
		}
	}

	private void addExecutor(Agent agent, ToMaster.RunningExecutor executor) {
		String frameworkId = executor.frameworkId().getValue();
		if (this.term.frameworks().isCompleted(frameworkId)) {
			return;
		}
		ExecutorInfo info = executor.info();
		String id = info.getExecutorId().getValue();
		agent.executors().computeIfAbsent(frameworkId, (key) -> new LinkedHashMap<>()).put(id, info);
		agent.use(frameworkId, Resources.of(info.getResourcesList()));
		Framework framework = this.term.frameworks().get(frameworkId);
		if (framework != null) {
			framework.executors().computeIfAbsent(agent.key(), (key) -> new LinkedHashMap<>()).put(id, info);
		}
	}

	/**
	 * Greet an agent that has been taken in.
	 * @param link its link
	 * @param message what it has told
	 */
	void welcome(AgentLink link, ToMaster.Reregister message) {
		Agent agent = link.agent();
		if (agent == null) {
			return;
		}
		link.send(new ToAgent.Registered(agent.id()));
		adoptOperations(agent, message.operations());
		drain(agent);
		for (FrameworkInfo framework : message.frameworks()) {
			if (this.term.frameworks().isCompleted(framework.getId().getValue())) {
				link.send(new ToAgent.ShutdownFramework(framework.getId()));
			}
		}
		updateFrameworks(agent, message.frameworks());
	}

	/**
	 * An agent that is registered is back over a new link.
	 * @param agent the agent
	 * @param link the link
	 * @param message what it tells about itself
	 */
	void reconnect(Agent agent, AgentLink link, ToMaster.Reregister message) {
		if (agent.link() != link) {
			agent.link().replace();
			this.term.agents().relink(agent, link);
			link.agent(agent);
		}
		agent.info(message.info());
		this.term.registry().admit(message.info());
		agent.reregistered(this.term.now());
		link.send(new ToAgent.Registered(agent.id()));
		reconcileTasks(agent, message);
		reconcileExecutors(agent, message);
		reconcileOperations(agent, message.operations());
		this.term.allocator().updateTotal(agent, Resources.of(message.total()));
		this.pings.pong(agent);
		if (!agent.connected()) {
			agent.reregisterTimer(null);
			agent.connected(true);
			if (!this.term.registry().deactivated().contains(agent.key())) {
				this.term.agentSessions().activate(agent);
			}
		}
		drain(agent);
		updateFrameworks(agent, message.frameworks());
	}

	private void reconcileTasks(Agent agent, ToMaster.Reregister message) {
		Map<String, Set<String>> listed = new HashMap<>();
		for (Task task : message.tasks()) {
			listed.computeIfAbsent(task.getFrameworkId().getValue(), (key) -> new HashSet<>())
				.add(task.getTaskId().getValue());
		}
		agent.tasks().forEach((frameworkId, tasks) -> {
			Framework framework = this.term.frameworks().get(frameworkId);
			List<TaskID> missing = new ArrayList<>();
			tasks.forEach((id, task) -> {
				if (!listed.getOrDefault(frameworkId, Set.of()).contains(id)) {
					missing.add(task.info().getTaskId());
				}
			});
			if (framework != null && !missing.isEmpty()) {
				agent.send(new ToAgent.ReconcileTasks(framework.info(), missing));
			}
		});
		for (Task task : message.tasks()) {
			if (!TaskMessages.isTerminal(task.getState())
					&& agent.wasKilled(task.getFrameworkId().getValue(), task.getTaskId().getValue())) {
				agent.send(new ToAgent.KillTask(task.getFrameworkId(), task.getTaskId(), null));
			}
		}
		for (String frameworkId : listed.keySet()) {
			if (this.term.frameworks().isCompleted(frameworkId)) {
				agent.send(new ToAgent.ShutdownFramework(FrameworkID.newBuilder().setValue(frameworkId).build()));
			}
		}
	}

	private void reconcileExecutors(Agent agent, ToMaster.Reregister message) {
		Map<String, Set<String>> listed = new HashMap<>();
		message.executors()
			.forEach((executor) -> listed.computeIfAbsent(executor.frameworkId().getValue(), (key) -> new HashSet<>())
				.add(executor.info().getExecutorId().getValue()));
		for (String frameworkId : List.copyOf(agent.executors().keySet())) {
			for (String executorId : agent.executorsOf(frameworkId)) {
				if (!listed.getOrDefault(frameworkId, Set.of()).contains(executorId)) {
					this.term.tasks().removeExecutor(agent, frameworkId, executorId);
				}
			}
		}
	}

	private void reconcileOperations(Agent agent, List<ToMaster.PendingOperation> listed) {
		Set<String> uuids = new HashSet<>();
		listed.forEach((operation) -> uuids.add(operation.operationUuid()));
		for (OperationRecord operation : new ArrayList<>(agent.operations().values())) {
			if (uuids.contains(operation.uuid())) {
				continue;
			}
			FrameworkID frameworkId = operation.frameworkId();
			Framework framework = (frameworkId != null) ? this.term.frameworks().get(frameworkId.getValue()) : null;
			if (framework != null && operation.info().hasId()) {
				this.term.operations()
					.tell(framework, Statuses.operation(OperationState.OPERATION_DROPPED, operation.info().getId(),
							agent.id(), null));
			}
			this.term.operations().remove(operation);
		}
		adoptOperations(agent, listed);
	}

	private void adoptOperations(Agent agent, List<ToMaster.PendingOperation> listed) {
		for (ToMaster.PendingOperation pending : listed) {
			if (agent.operations().containsKey(pending.operationUuid())) {
				continue;
			}
			OperationRecord record = new OperationRecord(pending.operationUuid(), pending.frameworkId(), agent,
					pending.operation(), pending.latest());
			record.update(pending.latest());
			agent.operations().put(record.uuid(), record);
			Framework framework = (pending.frameworkId() != null)
					? this.term.frameworks().get(pending.frameworkId().getValue()) : null;
			if (framework != null) {
				this.term.operations().attach(framework, record);
			}
		}
	}

	private void drain(Agent agent) {
		DrainInfo info = this.term.registry().draining().get(agent.key());
		if (info != null) {
			agent.send(new ToAgent.Drain(info.getConfig()));
			this.term.draining().check(agent);
		}
	}

	private void updateFrameworks(Agent agent, List<FrameworkInfo> frameworks) {
		for (FrameworkInfo info : frameworks) {
			Framework framework = this.term.frameworks().get(info.getId().getValue());
			if (framework != null) {
				agent.send(new ToAgent.UpdateFramework(framework.info()));
			}
			else if (!this.term.frameworks().isCompleted(info.getId().getValue())) {
				this.term.operatorEvents().frameworkAdded(this.term.frameworks().add(info));
			}
		}
	}

}
