package io.mesosframework.embedded.master;

import java.util.ArrayList;
import java.util.List;

import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;

import io.mesosframework.embedded.master.state.Agents;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.master.state.OperationRecord;
import io.mesosframework.embedded.master.state.Statuses;

/**
 * Answers operation reconciliation requests, see {@code docs/operations.md} of Mesos.
 */
final class OperationReconciler {

	private final Term term;

	OperationReconciler(Term term) {
		this.term = term;
	}

	/**
	 * Answer with one status for every operation asked for, or for all known ones.
	 * @param framework the framework
	 * @param questions the operations, none for all
	 */
	void reconcile(Framework framework, List<Call.ReconcileOperations.Operation> questions) {
		if (questions.isEmpty()) {
			new ArrayList<>(framework.operations().values())
				.forEach((operation) -> this.term.operations().tell(framework, operation.known()));
		}
		for (Call.ReconcileOperations.Operation question : questions) {
			this.term.operations().tell(framework, answer(framework, question));
		}
	}

	private OperationStatus answer(Framework framework, Call.ReconcileOperations.Operation question) {
		String uuid = framework.operationUuids().get(question.getOperationId().getValue());
		OperationRecord operation = (uuid != null) ? framework.operations().get(uuid) : null;
		if (operation != null) {
			return operation.known();
		}
		if (!question.hasAgentId()) {
			return answer(question, OperationState.OPERATION_UNKNOWN,
					"Operation is unknown and no 'agent_id' was provided");
		}
		Agents agents = this.term.agents();
		String agentId = question.getAgentId().getValue();
		if (agents.isRecovered(agentId)) {
			return answer(question, OperationState.OPERATION_RECOVERING,
					"Agent is recovered but has not re-registered");
		}
		if (agents.get(agentId) != null) {
			return answer(question, OperationState.OPERATION_UNKNOWN, "Operation is unknown");
		}
		if (agents.unreachableSince(agentId) != null) {
			return answer(question, OperationState.OPERATION_UNREACHABLE, "Agent is unreachable");
		}
		if (agents.isGone(agentId)) {
			return answer(question, OperationState.OPERATION_GONE_BY_OPERATOR, "Agent marked gone by operator");
		}
		return answer(question, OperationState.OPERATION_UNKNOWN, "Both operation and agent are unknown");
	}

	private static OperationStatus answer(Call.ReconcileOperations.Operation question, OperationState state,
			String message) {
		OperationStatus status = Statuses.operation(state, question.getOperationId(),
				question.hasAgentId() ? question.getAgentId() : null, "Reconciliation: " + message);
		return question.hasResourceProviderId()
				? status.toBuilder().setResourceProviderId(question.getResourceProviderId()).build() : status;
	}

}
