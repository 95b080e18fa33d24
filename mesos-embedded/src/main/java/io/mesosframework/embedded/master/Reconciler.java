package io.mesosframework.embedded.master;

import java.util.ArrayList;
import java.util.List;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.master.state.Agents;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.master.state.TaskRecord;

/**
 * Answers task reconciliation requests, see {@code docs/reconciliation.md} of Mesos.
 */
final class Reconciler {

	private final Term term;

	Reconciler(Term term) {
		this.term = term;
	}

	/**
	 * Answer with one update for every task asked for, or for all known tasks.
	 * @param framework the framework
	 * @param questions the tasks, none for all
	 */
	void reconcile(Framework framework, List<Call.Reconcile.Task> questions) {
		if (questions.isEmpty()) {
			for (TaskRecord task : new ArrayList<>(framework.tasks().values())) {
				this.term.sendUpdate(framework, latest(task));
			}
			return;
		}
		for (Call.Reconcile.Task question : questions) {
			TaskStatus answer = answer(framework, question);
			if (answer != null) {
				this.term.sendUpdate(framework, answer);
			}
		}
	}

	private TaskStatus latest(TaskRecord task) {
		return this.term.statuses()
			.snapshot(task, task.forwardedState(), TaskStatus.Reason.REASON_RECONCILIATION,
					"Reconciliation: Latest task state");
	}

	private @Nullable TaskStatus answer(Framework framework, Call.Reconcile.Task question) {
		TaskRecord task = framework.tasks().get(question.getTaskId().getValue());
		if (task != null) {
			return latest(task);
		}
		Agents agents = this.term.agents();
		AgentID agentId = question.hasAgentId() ? question.getAgentId() : null;
		if ((agentId == null) ? !agents.recovered().isEmpty() : agents.isRecovered(agentId.getValue())) {
			return null;
		}
		boolean aware = framework.capabilities().partitionAware();
		if (agentId != null && agents.get(agentId.getValue()) != null) {
			return answer(question, aware ? TaskState.TASK_GONE : TaskState.TASK_LOST, "Task is unknown to the agent");
		}
		TimeInfo unreachable = (agentId != null) ? agents.unreachableSince(agentId.getValue()) : null;
		if (unreachable != null) {
			return answer(question, aware ? TaskState.TASK_UNREACHABLE : TaskState.TASK_LOST, "Task is unreachable")
				.toBuilder()
				.setUnreachableTime(unreachable)
				.build();
		}
		if (agentId != null && agents.isGone(agentId.getValue())) {
			return answer(question, aware ? TaskState.TASK_GONE_BY_OPERATOR : TaskState.TASK_LOST, "Task is gone");
		}
		return answer(question, aware ? TaskState.TASK_UNKNOWN : TaskState.TASK_LOST, "Task is unknown");
	}

	private TaskStatus answer(Call.Reconcile.Task question, TaskState state, String message) {
		return this.term.statuses()
			.of(question.getTaskId(), question.hasAgentId() ? question.getAgentId() : null, state,
					TaskStatus.Reason.REASON_RECONCILIATION, "Reconciliation: " + message);
	}

}
