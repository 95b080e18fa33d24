package io.mesosframework.embedded.master;

import java.util.ArrayList;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.Uuids;
import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.master.state.OperationRecord;
import io.mesosframework.embedded.master.state.Statuses;
import io.mesosframework.embedded.resource.OperationRewrite;
import io.mesosframework.embedded.resource.ResourceException;
import io.mesosframework.embedded.resource.Resources;
import io.mesosframework.embedded.wire.ToAgent;
import io.mesosframework.embedded.wire.ToMaster;

/**
 * The operations on reservations and volumes that agents apply. The master applies them
 * to its own view of the agent immediately and informs the framework only when the
 * operation has an id.
 */
final class Operations {

	private final Term term;

	Operations(Term term) {
		this.term = term;
	}

	/**
	 * Apply a validated operation to an agent.
	 * @param agent the agent
	 * @param framework whose operation it is, {@code null} for an operator's
	 * @param operation the operation
	 * @throws ResourceException when the agent does not have what it consumes
	 */
	void apply(Agent agent, @Nullable Framework framework, Offer.Operation operation) throws ResourceException {
		Resources total = agent.total().apply(OperationRewrite.map(operation, OperationRewrite.unallocate()));
		agent.total(total);
		OperationStatus.Builder pending = OperationStatus.newBuilder()
			.setState(OperationState.OPERATION_PENDING)
			.setAgentId(agent.id());
		if (operation.hasId()) {
			pending.setOperationId(operation.getId());
		}
		OperationRecord record = new OperationRecord(Uuids.randomText(), (framework != null) ? framework.id() : null,
				agent, operation, pending.build());
		if (framework != null && operation.hasId()) {
			agent.operations().put(record.uuid(), record);
			attach(framework, record);
		}
		agent.send(new ToAgent.ApplyOperation(record.frameworkId(), record.uuid(), operation, total.toList()));
	}

	void attach(Framework framework, OperationRecord operation) {
		framework.operations().put(operation.uuid(), operation);
		if (operation.info().hasId()) {
			framework.operationUuids().put(operation.info().getId().getValue(), operation.uuid());
		}
	}

	/**
	 * An agent has told the status of an operation.
	 * @param agent the agent
	 * @param update the update
	 */
	void update(Agent agent, ToMaster.OperationUpdate update) {
		OperationRecord operation = agent.operations().get(update.operationUuid());
		Framework framework = this.term.connected(this.term.frameworks().get(update.frameworkId().getValue()));
		if (operation == null) {
			if (framework != null && update.status().hasOperationId()) {
				tell(framework, update.status());
			}
			return;
		}
		operation.update(update.status());
		boolean terminal = OperationRecord.isTerminal(operation.latest().getState());
		if (operation.info().hasId() && !this.term.frameworks().isCompleted(update.frameworkId().getValue())) {
			if (framework != null) {
				tell(framework, update.status());
			}
			if (terminal && !update.status().hasUuid()) {
				remove(operation);
			}
			return;
		}
		if (update.status().hasUuid()) {
			agent.send(new ToAgent.AcknowledgeOperation(operation.uuid(), update.status().getUuid().getValue()));
		}
		if (terminal) {
			remove(operation);
			this.term.draining().check(agent);
		}
	}

	void acknowledge(Framework framework, Call.AcknowledgeOperationStatus call) {
		Agent agent = this.term.agents().get(call.getAgentId().getValue());
		String uuid = framework.operationUuids().get(call.getOperationId().getValue());
		OperationRecord operation = (uuid != null) ? framework.operations().get(uuid) : null;
		if (agent == null || !agent.connected() || operation == null || operation.agent() != agent) {
			return;
		}
		OperationStatus status = operation.statusWith(call.getUuid());
		if (status == null) {
			return;
		}
		if (OperationRecord.isTerminal(status.getState())) {
			remove(operation);
		}
		agent.send(new ToAgent.AcknowledgeOperation(operation.uuid(), call.getUuid()));
		this.term.draining().check(agent);
	}

	void remove(OperationRecord operation) {
		operation.agent().operations().remove(operation.uuid());
		if (operation.frameworkId() != null) {
			Framework framework = this.term.frameworks().get(operation.frameworkId().getValue());
			if (framework != null) {
				detach(framework, operation);
			}
		}
	}

	private static void detach(Framework framework, OperationRecord operation) {
		framework.operations().remove(operation.uuid());
		framework.operationUuids().remove(operation.info().getId().getValue(), operation.uuid());
	}

	/**
	 * A framework goes; its operations stay with their agents until they end.
	 * @param framework the framework
	 */
	void orphan(Framework framework) {
		for (OperationRecord operation : new ArrayList<>(framework.operations().values())) {
			detach(framework, operation);
			if (operation.latest().hasUuid()) {
				operation.agent()
					.send(new ToAgent.AcknowledgeOperation(operation.uuid(), operation.latest().getUuid().getValue()));
			}
			if (OperationRecord.isTerminal(operation.latest().getState())) {
				operation.agent().operations().remove(operation.uuid());
			}
		}
	}

	/**
	 * Inform frameworks about the operations of an agent that is removed.
	 * @param agent the agent
	 * @param state the state
	 * @param message why
	 */
	void tellAll(Agent agent, OperationState state, String message) {
		for (OperationRecord operation : agent.operations().values()) {
			Framework framework = (operation.frameworkId() != null)
					? this.term.connected(this.term.frameworks().get(operation.frameworkId().getValue())) : null;
			if (framework != null && operation.info().hasId()) {
				tell(framework, Statuses.operation(state, operation.info().getId(), agent.id(), message));
			}
		}
	}

	/**
	 * Refuse an operation. Only one with an id is reported.
	 * @param framework the framework
	 * @param operation the operation
	 * @param message why
	 */
	void refuse(Framework framework, Offer.Operation operation, String message) {
		if (operation.hasId()) {
			OperationID id = operation.getId();
			tell(framework, Statuses.operation(OperationState.OPERATION_ERROR, id, null, message));
		}
	}

	void tell(Framework framework, OperationStatus status) {
		this.term.send(framework,
				Event.newBuilder()
					.setType(Event.Type.UPDATE_OPERATION_STATUS)
					.setUpdateOperationStatus(Event.UpdateOperationStatus.newBuilder().setStatus(status))
					.build());
	}

}
