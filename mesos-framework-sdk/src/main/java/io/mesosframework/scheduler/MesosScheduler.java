package io.mesosframework.scheduler;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.MasterInfo;
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
import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.scheduler.event.MesosTornDown;

/**
 * Sends calls to the master, one method for each call of the scheduler API ({@code
 * docs/scheduler-http-api.md} of Mesos). There is no method for SUBSCRIBE:
 * {@link SchedulerDriver} manages the subscription.
 * <p>
 * Thread-safe; methods may be called from any thread, including from
 * {@link SchedulerListener listeners}. No method blocks. Calls made by one thread reach
 * the master in that order.
 * <p>
 * Each returned stage completes with the class of the master's answer. A successful
 * answer only means that the call was accepted for processing, not that it had an effect:
 * results arrive as events. If there is no session, the stage completes at once with a
 * {@link NotSubscribedException} and nothing is sent later. If the answer is unknown, it
 * completes exceptionally with the failure of the transport. A call is never sent twice.
 *
 * @since 0.1.0
 */
public interface MesosScheduler extends Executor {

	/**
	 * Send any call except SUBSCRIBE. The framework id is filled in if it is missing.
	 * @param call the call
	 * @return the class of the answer
	 * @throws IllegalArgumentException if the call is a SUBSCRIBE or has no type
	 */
	CompletionStage<CallResult> call(Call call);

	/**
	 * Send a call if the given session is still the current one.
	 * @param call the call
	 * @param epoch the session for which the call was made, see
	 * {@link MesosEvent#epoch()}
	 * @return the class of the answer
	 * @throws IllegalArgumentException if the call is a SUBSCRIBE or has no type
	 */
	CompletionStage<CallResult> call(Call call, long epoch);

	/**
	 * Return the state of the scheduler.
	 * @return the state
	 */
	SchedulerState state();

	/**
	 * Return the current session.
	 * @return the epoch, 0 before the first subscription
	 */
	long epoch();

	/**
	 * Return the framework id.
	 * @return the id, {@code null} before the first subscription
	 */
	@Nullable FrameworkID frameworkId();

	/**
	 * Return the master of the current session.
	 * @return the master as it described itself, {@code null} while not subscribed
	 */
	@Nullable MasterInfo master();

	/**
	 * Return the description of the framework as it is registered, or as it will be
	 * registered next.
	 * @return the description, with the id if known
	 */
	FrameworkInfo frameworkInfo();

	/**
	 * Return the suppressed roles, which receive no offers.
	 * @return the suppressed roles, which are sent again with every subscription
	 */
	Collection<String> suppressedRoles();

	/**
	 * Return the unanswered offers of the current session.
	 * @return the claims, with which each offer is answered exactly once
	 */
	OfferClaims offers();

	/**
	 * Return the counters since the scheduler was created.
	 * @return a snapshot
	 */
	SchedulerCounters counters();

	/**
	 * Run an action on the event loop thread, after the actions and events already
	 * queued.
	 * @param action the action; must not block
	 */
	@Override
	void execute(Runnable action);

	/**
	 * Tear the framework down: the master kills all its tasks and its id becomes invalid.
	 * The scheduler stops with {@link MesosTornDown}.
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> teardown() {
		return call(Calls.teardown());
	}

	/**
	 * Accept offers of one agent with operations. Without operations the offers are
	 * declined.
	 * @param offerIds the offers; if one of them is void, all are lost
	 * @param operations the operations, in order
	 * @param filters how long unused resources are refused, {@code null} for the master's
	 * default of 5 seconds
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> accept(Collection<OfferID> offerIds, Collection<Offer.Operation> operations,
			@Nullable Filters filters) {
		return call(Calls.accept(offerIds, operations, filters));
	}

	/**
	 * Accept one offer with operations.
	 * @param offerId the offer
	 * @param operations the operations, in order
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> accept(OfferID offerId, Offer.Operation... operations) {
		return accept(List.of(offerId), List.of(operations), null);
	}

	/**
	 * Accept one offer with operations.
	 * @param offer the offer
	 * @param operations the operations, in order
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> accept(Offer offer, Offer.Operation... operations) {
		return accept(offer.getId(), operations);
	}

	/**
	 * Decline offers.
	 * @param offerIds the offers; the master ignores unknown ones
	 * @param filters how long such resources are refused, {@code null} for the master's
	 * default of 5 seconds
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> decline(Collection<OfferID> offerIds, @Nullable Filters filters) {
		return call(Calls.decline(offerIds, filters));
	}

	/**
	 * Decline offers for a period.
	 * @param offerIds the offers
	 * @param refuse how long such resources are refused, from zero to 365 days
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> decline(Collection<OfferID> offerIds, Duration refuse) {
		return decline(offerIds, Calls.filters(refuse));
	}

	/**
	 * Decline offers for the master's default of 5 seconds.
	 * @param offerIds the offers
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> decline(OfferID... offerIds) {
		return decline(List.of(offerIds), (Filters) null);
	}

	/**
	 * Accept inverse offers, that is, agree to give the resources back for maintenance.
	 * Tasks are not affected.
	 * @param inverseOfferIds the inverse offers
	 * @param filters how long the master does not ask again, {@code null} for the default
	 * of 5 seconds
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> acceptInverseOffers(Collection<OfferID> inverseOfferIds,
			@Nullable Filters filters) {
		return call(Calls.acceptInverseOffers(inverseOfferIds, filters));
	}

	/**
	 * Accept inverse offers, that is, agree to give the resources back for maintenance.
	 * @param inverseOfferIds the inverse offers
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> acceptInverseOffers(OfferID... inverseOfferIds) {
		return acceptInverseOffers(List.of(inverseOfferIds), null);
	}

	/**
	 * Decline inverse offers.
	 * @param inverseOfferIds the inverse offers
	 * @param filters how long the master does not ask again, {@code null} for the default
	 * of 5 seconds
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> declineInverseOffers(Collection<OfferID> inverseOfferIds,
			@Nullable Filters filters) {
		return call(Calls.declineInverseOffers(inverseOfferIds, filters));
	}

	/**
	 * Decline inverse offers.
	 * @param inverseOfferIds the inverse offers
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> declineInverseOffers(OfferID... inverseOfferIds) {
		return declineInverseOffers(List.of(inverseOfferIds), null);
	}

	/**
	 * Request offers for roles again. This ends their suppression and clears all their
	 * decline filters.
	 * @param roles the roles, none for all; if one of them is not subscribed, the master
	 * ignores the whole call
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> revive(Collection<String> roles) {
		return call(Calls.revive(roles));
	}

	/**
	 * Request offers for roles again.
	 * @param roles the roles, none for all
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> revive(String... roles) {
		return revive(List.of(roles));
	}

	/**
	 * Suppress offers for roles until they are revived. The suppression is kept across
	 * subscriptions.
	 * @param roles the roles, none for all; if one of them is not subscribed, the master
	 * ignores the whole call
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> suppress(Collection<String> roles) {
		return call(Calls.suppress(roles));
	}

	/**
	 * Suppress offers for roles until they are revived.
	 * @param roles the roles, none for all
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> suppress(String... roles) {
		return suppress(List.of(roles));
	}

	/**
	 * Kill a task. If the master does not know the task, it answers with a reconciliation
	 * update.
	 * @param taskId the task
	 * @param agentId its agent, {@code null} if unknown; the master ignores a call with a
	 * wrong agent
	 * @param killPolicy how to kill, {@code null} for the task's own policy
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> kill(TaskID taskId, @Nullable AgentID agentId,
			@Nullable KillPolicy killPolicy) {
		return call(Calls.kill(taskId, agentId, killPolicy));
	}

	/**
	 * Kill a task with its own policy.
	 * @param taskId the task
	 * @param agentId its agent, {@code null} if unknown
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> kill(TaskID taskId, @Nullable AgentID agentId) {
		return kill(taskId, agentId, null);
	}

	/**
	 * Kill a task with its own policy, wherever it runs.
	 * @param taskId the task
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> kill(TaskID taskId) {
		return kill(taskId, null, null);
	}

	/**
	 * Shut down a custom executor with all its tasks.
	 * @param executorId the executor
	 * @param agentId its agent
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> shutdown(ExecutorID executorId, AgentID agentId) {
		return call(Calls.shutdown(executorId, agentId));
	}

	/**
	 * Acknowledge a status update. Every received update with a {@code uuid} must be
	 * acknowledged, including repeated ones. For other updates nothing is sent and the
	 * stage completes with {@link CallResult#notNeeded()}.
	 * @param status the status as it was received
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> acknowledge(TaskStatus status) {
		return Calls.ifAcknowledgeable(Calls.acknowledge(status), this::call);
	}

	/**
	 * Acknowledge an operation's status. Every received status with a {@code uuid} must
	 * be acknowledged. For others nothing is sent and the stage completes with
	 * {@link CallResult#notNeeded()}.
	 * @param status the status as it was received
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> acknowledgeOperationStatus(OperationStatus status) {
		return Calls.ifAcknowledgeable(Calls.acknowledgeOperationStatus(status), this::call);
	}

	/**
	 * Hold back all acknowledgements until a gate lets them pass. They are sent only in
	 * the session in which they were made.
	 * @param gate the gate; it replaces an earlier one
	 */
	void guardAcknowledgements(AcknowledgementGate gate);

	/**
	 * Request the state of tasks. The answers arrive as updates without {@code uuid}.
	 * @param tasks the tasks, none for all that the master knows; give the agent's id
	 * with each task, or an unreachable task is reported as unknown
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> reconcile(Collection<Call.Reconcile.Task> tasks) {
		return call(Calls.reconcile(tasks));
	}

	/**
	 * Request the state of all tasks that the master knows.
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> reconcile() {
		return reconcile(List.of());
	}

	/**
	 * Request the state of one task.
	 * @param taskId the task
	 * @param agentId its agent, {@code null} if unknown
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> reconcile(TaskID taskId, @Nullable AgentID agentId) {
		return reconcile(List.of(Calls.reconcileTask(taskId, agentId)));
	}

	/**
	 * Request the state of operations. The answers arrive as operation updates.
	 * @param operations the operations, none for all that the master knows
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> reconcileOperations(Collection<Call.ReconcileOperations.Operation> operations) {
		return call(Calls.reconcileOperations(operations));
	}

	/**
	 * Request the state of operations.
	 * @param operations the operations, none for all that the master knows
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> reconcileOperations(Call.ReconcileOperations.Operation... operations) {
		return reconcileOperations(Arrays.asList(operations));
	}

	/**
	 * Send data to an executor. Delivery is best effort: messages may be lost silently.
	 * @param executorId the executor
	 * @param agentId its agent
	 * @param data the bytes
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> message(ExecutorID executorId, AgentID agentId, ByteString data) {
		return call(Calls.message(executorId, agentId, data));
	}

	/**
	 * Send data to an executor. Delivery is best effort: messages may be lost silently.
	 * @param executorId the executor
	 * @param agentId its agent
	 * @param data the bytes, copied
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> message(ExecutorID executorId, AgentID agentId, byte[] data) {
		return message(executorId, agentId, ByteString.copyFrom(data));
	}

	/**
	 * Request resources. The default allocator of Mesos ignores this call.
	 * @param requests the requests
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> request(Collection<Request> requests) {
		return call(Calls.request(requests));
	}

	/**
	 * Replace the description, suppressed roles and offer constraints of the framework.
	 * Omitted parts are cleared. Once the master has agreed, the change is kept across
	 * subscriptions. {@code user}, {@code checkpoint} and {@code principal} cannot be
	 * changed.
	 * @param frameworkInfo the new description; its id is filled in
	 * @param suppressedRoles the roles that receive no offers
	 * @param offerConstraints the offers that are wanted, {@code null} for all
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> updateFramework(FrameworkInfo frameworkInfo, Collection<String> suppressedRoles,
			@Nullable OfferConstraints offerConstraints) {
		return call(Calls.updateFramework(frameworkInfo, suppressedRoles, offerConstraints));
	}

	/**
	 * Return the offer constraints that the master was last told.
	 * @return the constraints, {@code null} if there are none
	 */
	default @Nullable OfferConstraints offerConstraints() {
		return null;
	}

	/**
	 * Change only the offer constraints; suppressed roles stay suppressed.
	 * @param offerConstraints the constraints, {@code null} for none
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> updateOfferConstraints(@Nullable OfferConstraints offerConstraints) {
		return updateFramework(frameworkInfo(), suppressedRoles(), offerConstraints);
	}

}
