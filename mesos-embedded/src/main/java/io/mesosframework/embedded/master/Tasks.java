package io.mesosframework.embedded.master;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.master.state.TaskRecord;
import io.mesosframework.embedded.resource.Resources;
import io.mesosframework.embedded.wire.TaskMessages;

/**
 * Keeps tasks and executors of frameworks and agents in step, and gives their resources
 * back when they end.
 */
final class Tasks {

	private static final Set<TaskStatus.Reason> CHECKS = EnumSet.of(TaskStatus.Reason.REASON_TASK_CHECK_STATUS_UPDATED,
			TaskStatus.Reason.REASON_TASK_HEALTH_CHECK_STATUS_UPDATED);

	private final Term term;

	Tasks(Term term) {
		this.term = term;
	}

	/**
	 * A task is being launched on resources of an offer.
	 * @param info the task
	 * @param resources its resources
	 * @param framework its framework
	 * @param agent its agent
	 */
	void add(TaskInfo info, Resources resources, Framework framework, Agent agent) {
		TaskRecord task = TaskRecord.staging(info, resources, framework.id());
		framework.tasks().put(task.id(), task);
		agent.tasks().computeIfAbsent(framework.key(), (key) -> new LinkedHashMap<>()).put(task.id(), task);
		agent.use(framework.key(), task.resources());
		this.term.operatorEvents().taskAdded(task);
	}

	void addExecutor(ExecutorInfo info, Framework framework, Agent agent) {
		String id = info.getExecutorId().getValue();
		framework.executors().computeIfAbsent(agent.key(), (key) -> new LinkedHashMap<>()).put(id, info);
		agent.executors().computeIfAbsent(framework.key(), (key) -> new LinkedHashMap<>()).put(id, info);
		agent.use(framework.key(), Resources.of(info.getResourcesList()));
	}

	/**
	 * Take a status over. Resources are released by the first terminal or unreachable
	 * state, and only once, even if the task goes on afterwards.
	 * @param task the task
	 * @param status the status
	 * @param latest the newest state known to the agent, {@code null} if that of the
	 * status
	 */
	void update(TaskRecord task, TaskStatus status, @Nullable TaskState latest) {
		TaskState state = (latest != null) ? latest : status.getState();
		if (!TaskMessages.isTerminal(task.state())) {
			task.state(state);
		}
		boolean fresh = task.add(status);
		if (fresh || CHECKS.contains(status.getReason())) {
			this.term.operatorEvents().taskUpdated(task, status);
		}
		if (isTerminalOrUnreachable(state)) {
			release(task);
		}
	}

	private void release(TaskRecord task) {
		if (!task.release()) {
			return;
		}
		Agent agent = this.term.agents().get(task.agentId());
		if (agent != null) {
			agent.release(task.frameworkId(), task.resources());
			this.term.allocator()
				.recover(this.term.frameworks().get(task.frameworkId()), agent, task.resources(), null);
		}
	}

	/**
	 * Forget a task.
	 * @param task the task
	 * @param unreachable whether it is remembered as unreachable
	 */
	void remove(TaskRecord task, boolean unreachable) {
		release(task);
		Agent agent = this.term.agents().get(task.agentId());
		if (agent != null) {
			Map<String, TaskRecord> own = agent.tasks().get(task.frameworkId());
			if (own != null && own.remove(task.id()) != null && own.isEmpty()) {
				agent.tasks().remove(task.frameworkId());
			}
			agent.forgetKilled(task.frameworkId(), task.id());
		}
		Framework framework = this.term.frameworks().get(task.frameworkId());
		if (framework != null) {
			framework.tasks().remove(task.id());
			if (unreachable) {
				remember(framework, task);
			}
			else {
				framework.complete(task, this.term.options().maxCompletedTasksPerFramework());
			}
		}
	}

	private void remember(Framework framework, TaskRecord task) {
		framework.unreachableTasks().put(task.id(), task);
		if (framework.unreachableTasks().size() > this.term.options().maxUnreachableTasksPerFramework()) {
			framework.unreachableTasks().remove(framework.unreachableTasks().keySet().iterator().next());
		}
		this.term.agents()
			.unreachableTasks()
			.computeIfAbsent(task.agentId(), (key) -> new LinkedHashMap<>())
			.computeIfAbsent(task.frameworkId(), (key) -> new LinkedHashSet<>())
			.add(task.id());
	}

	void removeExecutor(Agent agent, String frameworkId, String executorId) {
		Map<String, ExecutorInfo> own = agent.executors().get(frameworkId);
		ExecutorInfo info = (own != null) ? own.remove(executorId) : null;
		if (own == null || info == null) {
			return;
		}
		if (own.isEmpty()) {
			agent.executors().remove(frameworkId);
		}
		Resources resources = Resources.of(info.getResourcesList());
		agent.release(frameworkId, resources);
		Framework framework = this.term.frameworks().get(frameworkId);
		this.term.allocator().recover(framework, agent, resources, null);
		if (framework != null) {
			Map<String, ExecutorInfo> known = framework.executors().get(agent.key());
			if (known != null && known.remove(executorId) != null && known.isEmpty()) {
				framework.executors().remove(agent.key());
			}
		}
	}

	/**
	 * Send a status that comes from the master, if the framework is there to hear it.
	 * @param framework the framework
	 * @param status the status
	 */
	void tell(Framework framework, TaskStatus status) {
		this.term.sendUpdate(framework, status);
	}

	/**
	 * Forward a status of an agent.
	 * @param framework the framework, connected
	 * @param status the status
	 */
	void forward(Framework framework, TaskStatus status) {
		TaskRecord task = framework.tasks().get(status.getTaskId().getValue());
		if (task != null && status.hasUuid()) {
			task.forwarded(status.getState(), status.getUuid());
		}
		this.term.sendUpdate(framework, status);
	}

	private static boolean isTerminalOrUnreachable(TaskState state) {
		return TaskMessages.isTerminal(state) || state == TaskState.TASK_UNREACHABLE;
	}

}
