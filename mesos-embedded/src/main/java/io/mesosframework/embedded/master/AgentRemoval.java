package io.mesosframework.embedded.master;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.AgentLink;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.master.state.TaskRecord;
import io.mesosframework.embedded.wire.ToAgent;

/**
 * Removes agents: unreachable ones, those an operator has marked gone, and those that
 * unregister. Updates the tasks of these agents and informs the frameworks.
 */
final class AgentRemoval {

	private final Term term;

	private final AgentPings pings;

	private Loop.@Nullable Timer recoveryTimer;

	AgentRemoval(Term term, AgentPings pings) {
		this.term = term;
		this.pings = pings;
	}

	/** Give the agents of the registry a while to come back. */
	void awaitRecovered() {
		if (!this.term.agents().recovered().isEmpty()) {
			this.recoveryTimer = this.term.loop()
				.schedule(this.term.options().agentReregisterTimeout(), this::giveRecoveredUp);
		}
	}

	private void giveRecoveredUp() {
		for (AgentInfo info : new ArrayList<>(this.term.agents().recovered().values())) {
			String id = info.getId().getValue();
			this.term.agents().recovered().remove(id);
			this.term.registry().markUnreachable(id, this.term.statuses().now());
			tellLost(info.getId());
		}
	}

	void stop() {
		if (this.recoveryTimer != null) {
			this.recoveryTimer.cancel();
			this.recoveryTimer = null;
		}
	}

	/**
	 * An agent does not answer any more. It may come back.
	 * @param agent the agent
	 * @param message why
	 */
	void markUnreachable(Agent agent, String message) {
		TimeInfo time = this.term.statuses().now();
		this.term.registry().markUnreachable(agent.key(), time);
		this.term.operations().tellAll(agent, OperationState.OPERATION_UNREACHABLE, "Agent was marked unreachable");
		this.term.allocator().remove(agent);
		for (String frameworkId : List.copyOf(agent.tasks().keySet())) {
			Framework framework = this.term.frameworks().get(frameworkId);
			boolean aware = framework != null && framework.capabilities().partitionAware();
			for (TaskRecord task : agent.tasksOf(frameworkId)) {
				TaskStatus status = this.term.statuses()
					.of(task, aware ? TaskState.TASK_UNREACHABLE : TaskState.TASK_LOST,
							TaskStatus.Reason.REASON_AGENT_REMOVED, message)
					.toBuilder()
					.setUnreachableTime(time)
					.build();
				end(framework, task, status, true);
			}
		}
		finish(agent);
		AgentLink link = agent.link();
		link.agent(null);
		this.term.loop().schedule(this.term.options().agentPingTimeout(), () -> {
			if (link.agent() == null) {
				link.drop();
			}
		});
	}

	/**
	 * An operator has declared an agent gone for good.
	 * @param agentId the agent, registered, recovered or unreachable
	 */
	void markGone(String agentId) {
		String message = "Agent has been marked gone";
		this.term.registry().markGone(agentId, this.term.statuses().now());
		this.term.agents().recovered().remove(agentId);
		Agent agent = this.term.agents().get(agentId);
		if (agent == null) {
			endUnreachableTasks(agentId, message);
			return;
		}
		agent.send(new ToAgent.Shutdown(message));
		this.term.operations().tellAll(agent, OperationState.OPERATION_GONE_BY_OPERATOR, message);
		this.term.allocator().remove(agent);
		for (String frameworkId : List.copyOf(agent.tasks().keySet())) {
			Framework framework = this.term.frameworks().get(frameworkId);
			for (TaskRecord task : agent.tasksOf(frameworkId)) {
				end(framework, task, gone(framework, task, message), false);
			}
		}
		finish(agent);
	}

	private TaskStatus gone(@Nullable Framework framework, TaskRecord task, String message) {
		boolean aware = framework != null && framework.capabilities().partitionAware();
		return this.term.statuses()
			.of(task, aware ? TaskState.TASK_GONE_BY_OPERATOR : TaskState.TASK_LOST,
					aware ? TaskStatus.Reason.REASON_AGENT_REMOVED_BY_OPERATOR : TaskStatus.Reason.REASON_AGENT_REMOVED,
					message);
	}

	private void endUnreachableTasks(String agentId, String message) {
		Map<String, Set<String>> tasks = this.term.agents().unreachableTasks().remove(agentId);
		if (tasks == null) {
			return;
		}
		tasks.forEach((frameworkId, ids) -> {
			Framework framework = this.term.frameworks().get(frameworkId);
			for (String id : ids) {
				TaskRecord task = (framework != null) ? framework.unreachableTasks().remove(id) : null;
				if (framework != null && task != null) {
					TaskStatus status = gone(framework, task, message);
					this.term.tasks().update(task, status, null);
					this.term.tasks().tell(framework, status);
					framework.complete(task, this.term.options().maxCompletedTasksPerFramework());
				}
			}
		});
	}

	/**
	 * Remove an agent. It cannot come back under its id with its tasks.
	 * @param agent the agent
	 * @param cause why
	 */
	void remove(Agent agent, String cause) {
		this.term.registry().remove(agent.key());
		this.term.allocator().remove(agent);
		String message = "Agent " + agent.info().getHostname() + " removed: " + cause;
		for (String frameworkId : List.copyOf(agent.tasks().keySet())) {
			Framework framework = this.term.frameworks().get(frameworkId);
			for (TaskRecord task : agent.tasksOf(frameworkId)) {
				end(framework, task, this.term.statuses()
					.of(task, TaskState.TASK_LOST, TaskStatus.Reason.REASON_AGENT_REMOVED, message), false);
			}
		}
		finish(agent);
	}

	/**
	 * The link to an agent has broken under a framework that does not checkpoint.
	 * @param agent the agent
	 * @param framework the framework
	 */
	void removeFramework(Agent agent, Framework framework) {
		String message = "Agent " + agent.info().getHostname() + " disconnected";
		for (TaskRecord task : agent.tasksOf(framework.key())) {
			end(framework, task, this.term.statuses()
				.of(task, TaskState.TASK_LOST, TaskStatus.Reason.REASON_AGENT_DISCONNECTED, message), false);
		}
		for (String executor : agent.executorsOf(framework.key())) {
			this.term.tasks().removeExecutor(agent, framework.key(), executor);
		}
	}

	private void end(@Nullable Framework framework, TaskRecord task, TaskStatus status, boolean unreachable) {
		this.term.tasks().update(task, status, null);
		this.term.tasks().remove(task, unreachable);
		if (framework != null) {
			this.term.tasks().tell(framework, status);
		}
	}

	private void finish(Agent agent) {
		this.pings.stop(agent);
		agent.reregisterTimer(null);
		for (String frameworkId : List.copyOf(agent.executors().keySet())) {
			for (String executorId : agent.executorsOf(frameworkId)) {
				this.term.tasks().removeExecutor(agent, frameworkId, executorId);
			}
		}
		this.term.offers().rescindAll(agent);
		new ArrayList<>(agent.operations().values()).forEach(this.term.operations()::remove);
		this.term.agents().remove(agent);
		tellLost(agent.id());
		this.term.operatorEvents().agentRemoved(agent);
	}

	private void tellLost(AgentID agentId) {
		Event event = Event.newBuilder()
			.setType(Event.Type.FAILURE)
			.setFailure(Event.Failure.newBuilder().setAgentId(agentId))
			.build();
		this.term.frameworks().registered().forEach((framework) -> this.term.send(framework, event));
	}

}
