package io.mesosframework.embedded.master;

import java.util.ArrayList;
import java.util.List;

import org.apache.mesos.v1.Protos.HealthCheck;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.master.state.OfferRecord;
import io.mesosframework.embedded.master.validation.OfferValidation;
import io.mesosframework.embedded.resource.OperationResources;
import io.mesosframework.embedded.resource.OperationRewrite;
import io.mesosframework.embedded.resource.ResourceFormats;

/**
 * Accepts offers: checks the offers as a whole, checks and completes each operation, and
 * lets what is left run in order ({@code Master::accept} in {@code src/master/master.cpp}
 * of Mesos).
 */
final class AcceptHandler {

	private final Term term;

	AcceptHandler(Term term) {
		this.term = term;
	}

	void accept(Framework framework, Call.Accept call) {
		String error = call.getOfferIdsCount() == 0 ? "No offers specified"
				: OfferValidation.validate(framework, call.getOfferIdsList(), this.term.offers()::get);
		if (error != null) {
			refuse(framework, call, error);
			return;
		}
		List<OfferRecord> offers = new ArrayList<>();
		for (OfferID id : call.getOfferIdsList()) {
			OfferRecord offer = this.term.offers().get(id);
			if (offer != null) {
				offers.add(offer);
			}
		}
		Agent agent = offers.get(0).agent();
		String role = offers.get(0).role();
		List<Offer.Operation> operations = new ArrayList<>();
		for (Offer.Operation operation : call.getOperationsList()) {
			Offer.Operation checked = check(framework, operation);
			if (checked != null) {
				operations.add(complete(framework, checked, role));
			}
		}
		if (!agent.connected()) {
			refuseForAgent(framework, agent, operations);
			offers.forEach((offer) -> this.term.offers().discard(offer, null));
			return;
		}
		new AcceptedOffers(this.term, framework, agent, offers).process(operations, call.getFilters());
	}

	/** All offers of the call are lost, and all its operations with them. */
	private void refuse(Framework framework, Call.Accept call, String error) {
		for (OfferID id : call.getOfferIdsList()) {
			OfferRecord offer = this.term.offers().get(id);
			if (offer != null) {
				this.term.offers().discard(offer, null);
			}
		}
		TaskState state = framework.capabilities().partitionAware() ? TaskState.TASK_DROPPED : TaskState.TASK_LOST;
		for (Offer.Operation operation : call.getOperationsList()) {
			if (isLaunch(operation)) {
				tell(framework, tasks(operation), state, TaskStatus.Reason.REASON_INVALID_OFFERS,
						"Task launched with invalid offers: " + error);
			}
			else {
				this.term.operations()
					.refuse(framework, operation, "Operation attempted with invalid offers: " + error);
			}
		}
	}

	private void refuseForAgent(Framework framework, Agent agent, List<Offer.Operation> operations) {
		boolean removed = this.term.agents().get(agent.key()) != agent;
		TaskState state = framework.capabilities().partitionAware() ? TaskState.TASK_DROPPED : TaskState.TASK_LOST;
		for (Offer.Operation operation : operations) {
			if (isLaunch(operation)) {
				tell(framework, tasks(operation), state,
						removed ? TaskStatus.Reason.REASON_AGENT_REMOVED : TaskStatus.Reason.REASON_AGENT_DISCONNECTED,
						removed ? "Agent removed" : "Agent disconnected");
			}
		}
	}

	/** Check what can be checked of an operation by itself; {@code null} if refused. */
	private Offer.@Nullable Operation check(Framework framework, Offer.Operation operation) {
		if (operation.getType() == Offer.Operation.Type.UNKNOWN) {
			return null;
		}
		String error = OperationResources.validate(operation);
		if (error == null && operation.getType() == Offer.Operation.Type.RESERVE
				&& operation.getReserve().getSourceCount() > 0) {
			error = "Reservation updates are not yet implemented for the scheduler API.";
		}
		boolean group = operation.getType() == Offer.Operation.Type.LAUNCH_GROUP;
		if (!isLaunch(operation)) {
			if (error != null) {
				this.term.operations()
					.refuse(framework, operation, "Operation attempted with invalid resources: " + error);
			}
			return (error != null) ? null : upgrade(operation);
		}
		if (error == null && operation.hasId()) {
			error = "The `id` field cannot be set on " + operation.getType() + " operations";
		}
		if (error != null) {
			tell(framework, tasks(operation), TaskState.TASK_ERROR,
					group ? TaskStatus.Reason.REASON_TASK_GROUP_INVALID : TaskStatus.Reason.REASON_TASK_INVALID, error);
			return null;
		}
		return upgrade(operation);
	}

	private static Offer.Operation upgrade(Offer.Operation operation) {
		return OperationResources.areUpgraded(operation) ? operation : ResourceFormats.upgrade(operation);
	}

	/** Fill in what frameworks may leave out. */
	private static Offer.Operation complete(Framework framework, Offer.Operation operation, String role) {
		Offer.Operation allocated = OperationResources.areAllocated(operation) ? operation
				: OperationRewrite.map(operation, OperationRewrite.allocate(role));
		if (isComplete(allocated)) {
			return allocated;
		}
		Offer.Operation.Builder builder = allocated.toBuilder();
		if (operation.getType() == Offer.Operation.Type.LAUNCH) {
			for (TaskInfo.Builder task : builder.getLaunchBuilder().getTaskInfosBuilderList()) {
				if (task.hasExecutor() && !task.getExecutor().hasFrameworkId()) {
					task.getExecutorBuilder().setFrameworkId(framework.id());
				}
				if (task.hasHealthCheck() && !task.getHealthCheck().hasType()) {
					inferType(task.getHealthCheckBuilder());
				}
			}
		}
		else if (operation.getType() == Offer.Operation.Type.LAUNCH_GROUP) {
			for (TaskInfo.Builder task : builder.getLaunchGroupBuilder().getTaskGroupBuilder().getTasksBuilderList()) {
				if (!task.hasExecutor()) {
					task.setExecutor(allocated.getLaunchGroup().getExecutor());
				}
			}
		}
		return builder.build();
	}

	/** Whether an operation, apart from its resources, lacks nothing. */
	private static boolean isComplete(Offer.Operation operation) {
		if (operation.getType() != Offer.Operation.Type.LAUNCH) {
			return operation.getType() != Offer.Operation.Type.LAUNCH_GROUP;
		}
		for (TaskInfo task : operation.getLaunch().getTaskInfosList()) {
			if (task.hasExecutor() || (task.hasHealthCheck() && !task.getHealthCheck().hasType())) {
				return false;
			}
		}
		return true;
	}

	private static void inferType(HealthCheck.Builder check) {
		if (check.hasCommand() && !check.hasHttp()) {
			check.setType(HealthCheck.Type.COMMAND);
		}
		else if (check.hasHttp() && !check.hasCommand()) {
			check.setType(HealthCheck.Type.HTTP);
		}
	}

	private void tell(Framework framework, List<TaskInfo> tasks, TaskState state, TaskStatus.Reason reason,
			String message) {
		for (TaskInfo task : tasks) {
			this.term.tasks()
				.tell(framework, this.term.statuses().of(task.getTaskId(), task.getAgentId(), state, reason, message));
		}
	}

	private static boolean isLaunch(Offer.Operation operation) {
		return operation.getType() == Offer.Operation.Type.LAUNCH
				|| operation.getType() == Offer.Operation.Type.LAUNCH_GROUP;
	}

	private static List<TaskInfo> tasks(Offer.Operation operation) {
		return (operation.getType() == Offer.Operation.Type.LAUNCH) ? operation.getLaunch().getTaskInfosList()
				: operation.getLaunchGroup().getTaskGroup().getTasksList();
	}

}
