package io.mesosframework.scheduler;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.Request;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.CallResult;

/**
 * Creates the calls of the scheduler API. The framework id is filled in when they are
 * sent.
 */
final class Calls {

	private Calls() {
	}

	static Call subscribe(FrameworkInfo info, Collection<String> suppressedRoles,
			@Nullable OfferConstraints offerConstraints) {
		Call.Subscribe.Builder subscribe = Call.Subscribe.newBuilder()
			.setFrameworkInfo(info)
			.addAllSuppressedRoles(suppressedRoles);
		if (offerConstraints != null) {
			subscribe.setOfferConstraints(offerConstraints);
		}
		Call.Builder call = Call.newBuilder().setType(Call.Type.SUBSCRIBE).setSubscribe(subscribe);
		if (info.hasId()) {
			call.setFrameworkId(info.getId());
		}
		return call.build();
	}

	static Call teardown() {
		return Call.newBuilder().setType(Call.Type.TEARDOWN).build();
	}

	static Call accept(Collection<OfferID> offerIds, Collection<Offer.Operation> operations,
			@Nullable Filters filters) {
		Call.Accept.Builder accept = Call.Accept.newBuilder().addAllOfferIds(offerIds).addAllOperations(operations);
		if (filters != null) {
			accept.setFilters(filters);
		}
		return Call.newBuilder().setType(Call.Type.ACCEPT).setAccept(accept).build();
	}

	static Call decline(Collection<OfferID> offerIds, @Nullable Filters filters) {
		Call.Decline.Builder decline = Call.Decline.newBuilder().addAllOfferIds(offerIds);
		if (filters != null) {
			decline.setFilters(filters);
		}
		return Call.newBuilder().setType(Call.Type.DECLINE).setDecline(decline).build();
	}

	static Call acceptInverseOffers(Collection<OfferID> ids, @Nullable Filters filters) {
		Call.AcceptInverseOffers.Builder accept = Call.AcceptInverseOffers.newBuilder().addAllInverseOfferIds(ids);
		if (filters != null) {
			accept.setFilters(filters);
		}
		return Call.newBuilder().setType(Call.Type.ACCEPT_INVERSE_OFFERS).setAcceptInverseOffers(accept).build();
	}

	static Call declineInverseOffers(Collection<OfferID> ids, @Nullable Filters filters) {
		Call.DeclineInverseOffers.Builder decline = Call.DeclineInverseOffers.newBuilder().addAllInverseOfferIds(ids);
		if (filters != null) {
			decline.setFilters(filters);
		}
		return Call.newBuilder().setType(Call.Type.DECLINE_INVERSE_OFFERS).setDeclineInverseOffers(decline).build();
	}

	static Call revive(Collection<String> roles) {
		return Call.newBuilder()
			.setType(Call.Type.REVIVE)
			.setRevive(Call.Revive.newBuilder().addAllRoles(roles))
			.build();
	}

	static Call suppress(Collection<String> roles) {
		return Call.newBuilder()
			.setType(Call.Type.SUPPRESS)
			.setSuppress(Call.Suppress.newBuilder().addAllRoles(roles))
			.build();
	}

	static Call kill(TaskID taskId, @Nullable AgentID agentId, @Nullable KillPolicy killPolicy) {
		Call.Kill.Builder kill = Call.Kill.newBuilder().setTaskId(taskId);
		if (agentId != null) {
			kill.setAgentId(agentId);
		}
		if (killPolicy != null) {
			kill.setKillPolicy(killPolicy);
		}
		return Call.newBuilder().setType(Call.Type.KILL).setKill(kill).build();
	}

	static Call shutdown(ExecutorID executorId, AgentID agentId) {
		return Call.newBuilder()
			.setType(Call.Type.SHUTDOWN)
			.setShutdown(Call.Shutdown.newBuilder().setExecutorId(executorId).setAgentId(agentId))
			.build();
	}

	static @Nullable Call acknowledge(TaskStatus status) {
		return acknowledge(status, null);
	}

	/**
	 * Return the acknowledgement of a status.
	 * @param status the status
	 * @param frameworkId the id of the framework, {@code null} if it is added later
	 * @return the call, {@code null} if the status has no {@code uuid}
	 */
	static @Nullable Call acknowledge(TaskStatus status, @Nullable FrameworkID frameworkId) {
		if (!status.hasUuid() || status.getUuid().isEmpty()) {
			return null;
		}
		Call.Builder call = Call.newBuilder()
			.setType(Call.Type.ACKNOWLEDGE)
			.setAcknowledge(Call.Acknowledge.newBuilder()
				.setAgentId(status.getAgentId())
				.setTaskId(status.getTaskId())
				.setUuid(status.getUuid())
				.build());
		if (frameworkId != null) {
			call.setFrameworkId(frameworkId);
		}
		return call.build();
	}

	/**
	 * Return the acknowledgement of an operation's status. The event wraps the uuid in a
	 * message, whereas the call takes its bytes.
	 * @param status the status
	 * @return the call, {@code null} if the status has no {@code uuid}
	 */
	static @Nullable Call acknowledgeOperationStatus(OperationStatus status) {
		if (!status.hasUuid() || status.getUuid().getValue().isEmpty()) {
			return null;
		}
		Call.AcknowledgeOperationStatus.Builder acknowledge = Call.AcknowledgeOperationStatus.newBuilder()
			.setUuid(status.getUuid().getValue())
			.setOperationId(status.getOperationId());
		if (status.hasAgentId()) {
			acknowledge.setAgentId(status.getAgentId());
		}
		if (status.hasResourceProviderId()) {
			acknowledge.setResourceProviderId(status.getResourceProviderId());
		}
		return Call.newBuilder()
			.setType(Call.Type.ACKNOWLEDGE_OPERATION_STATUS)
			.setAcknowledgeOperationStatus(acknowledge)
			.build();
	}

	static CompletionStage<CallResult> ifAcknowledgeable(@Nullable Call call,
			Function<Call, CompletionStage<CallResult>> sender) {
		return (call != null) ? sender.apply(call) : CompletableFuture.completedStage(CallResult.notNeeded());
	}

	static Call reconcile(Collection<Call.Reconcile.Task> tasks) {
		return Call.newBuilder()
			.setType(Call.Type.RECONCILE)
			.setReconcile(Call.Reconcile.newBuilder().addAllTasks(tasks))
			.build();
	}

	static Call.Reconcile.Task reconcileTask(TaskID taskId, @Nullable AgentID agentId) {
		Call.Reconcile.Task.Builder task = Call.Reconcile.Task.newBuilder().setTaskId(taskId);
		if (agentId != null) {
			task.setAgentId(agentId);
		}
		return task.build();
	}

	static Call reconcileOperations(Collection<Call.ReconcileOperations.Operation> operations) {
		return Call.newBuilder()
			.setType(Call.Type.RECONCILE_OPERATIONS)
			.setReconcileOperations(Call.ReconcileOperations.newBuilder().addAllOperations(operations))
			.build();
	}

	static Call message(ExecutorID executorId, AgentID agentId, ByteString data) {
		return Call.newBuilder()
			.setType(Call.Type.MESSAGE)
			.setMessage(Call.Message.newBuilder().setExecutorId(executorId).setAgentId(agentId).setData(data))
			.build();
	}

	static Call request(Collection<Request> requests) {
		return Call.newBuilder()
			.setType(Call.Type.REQUEST)
			.setRequest(Call.Request.newBuilder().addAllRequests(requests))
			.build();
	}

	static Call updateFramework(FrameworkInfo info, Collection<String> suppressedRoles,
			@Nullable OfferConstraints offerConstraints) {
		Call.UpdateFramework.Builder update = Call.UpdateFramework.newBuilder()
			.setFrameworkInfo(info)
			.addAllSuppressedRoles(suppressedRoles);
		if (offerConstraints != null) {
			update.setOfferConstraints(offerConstraints);
		}
		return Call.newBuilder().setType(Call.Type.UPDATE_FRAMEWORK).setUpdateFramework(update).build();
	}

	static Filters filters(Duration refuse) {
		return Filters.newBuilder().setRefuseSeconds(refuse.toNanos() / 1e9).build();
	}

}
