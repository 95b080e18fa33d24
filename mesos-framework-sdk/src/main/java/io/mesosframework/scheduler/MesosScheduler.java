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
 * Sends calls to the master, one method for each call of the scheduler API
 * ({@code docs/scheduler-http-api.md} of Mesos). SUBSCRIBE is missing on purpose: the
 * subscription's life belongs to {@link SchedulerDriver}.
 * <p>
 * Thread-safe; callable from any thread, also from {@link SchedulerListener listeners}.
 * No method blocks. Calls made by one thread reach the master in the order in which they
 * were made.
 * <p>
 * Each returned stage completes with the class of the master's answer. An answer of
 * success means that the call was understood and dispatched, never that it worked:
 * results arrive as events. The stage completes at once with a
 * {@link NotSubscribedException} if there is no session, and nothing is sent later; it
 * completes exceptionally with the transport's failure if the answer is unknown. A call
 * is never sent twice by this interface.
 *
 * @since 0.1.0
 */
public interface MesosScheduler extends Executor {

	/**
	 * Sends any call but SUBSCRIBE. The framework id is filled in if it is missing.
	 * @param call the call
	 * @return the class of the answer
	 * @throws IllegalArgumentException if the call is a SUBSCRIBE or has no type
	 */
	CompletionStage<CallResult> call(Call call);

	/**
	 * Sends a call if the given session is still the current one.
	 * @param call the call
	 * @param epoch the session the call was decided in, see {@link MesosEvent#epoch()}
	 * @return the class of the answer
	 * @throws IllegalArgumentException if the call is a SUBSCRIBE or has no type
	 */
	CompletionStage<CallResult> call(Call call, long epoch);

	/**
	 * Where the scheduler stands now.
	 * @return the state
	 */
	SchedulerState state();

	/**
	 * The current session.
	 * @return the epoch, 0 before the first subscription
	 */
	long epoch();

	/**
	 * The framework's id.
	 * @return the id, {@code null} before the first subscription
	 */
	@Nullable FrameworkID frameworkId();

	/**
	 * The master of the current session.
	 * @return the master as it described itself, {@code null} while not subscribed
	 */
	@Nullable MasterInfo master();

	/**
	 * The framework as it is, or will next be, registered.
	 * @return the framework's description, with its id if known
	 */
	FrameworkInfo frameworkInfo();

	/**
	 * The roles which get no offers now.
	 * @return the suppressed roles, sent again with every subscription
	 */
	Collection<String> suppressedRoles();

	/**
	 * The offers of the current session that no one has answered yet.
	 * @return the desk at which offers are claimed and answered, each exactly once
	 */
	OfferClaims offers();

	/**
	 * What has been counted since the scheduler was created.
	 * @return a snapshot
	 */
	SchedulerCounters counters();

	/**
	 * Runs an action on the event loop thread, after what is queued already.
	 * @param action what to run; must not block
	 */
	@Override
	void execute(Runnable action);

	/**
	 * Ends the framework: the master kills all its tasks and its id is dead. The
	 * scheduler stops with {@link MesosTornDown}.
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> teardown() {
		return call(Calls.teardown());
	}

	/**
	 * Accepts offers of one agent with operations; without operations this declines them.
	 * @param offerIds the offers; one void offer loses all of them
	 * @param operations what to do, in order
	 * @param filters how long resources which are left are refused, {@code null} for the
	 * master's default of 5 seconds
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> accept(Collection<OfferID> offerIds, Collection<Offer.Operation> operations,
			@Nullable Filters filters) {
		return call(Calls.accept(offerIds, operations, filters));
	}

	/**
	 * Accepts one offer with operations.
	 * @param offerId the offer
	 * @param operations what to do, in order
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> accept(OfferID offerId, Offer.Operation... operations) {
		return accept(List.of(offerId), List.of(operations), null);
	}

	/**
	 * Accepts one offer with operations.
	 * @param offer the offer
	 * @param operations what to do, in order
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> accept(Offer offer, Offer.Operation... operations) {
		return accept(offer.getId(), operations);
	}

	/**
	 * Declines offers.
	 * @param offerIds the offers; unknown ones are ignored by the master
	 * @param filters how long such resources are refused, {@code null} for the master's
	 * default of 5 seconds
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> decline(Collection<OfferID> offerIds, @Nullable Filters filters) {
		return call(Calls.decline(offerIds, filters));
	}

	/**
	 * Declines offers for a time.
	 * @param offerIds the offers
	 * @param refuse how long such resources are refused: zero for not at all, at most 365
	 * days
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> decline(Collection<OfferID> offerIds, Duration refuse) {
		return decline(offerIds, Calls.filters(refuse));
	}

	/**
	 * Declines offers for the master's default of 5 seconds.
	 * @param offerIds the offers
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> decline(OfferID... offerIds) {
		return decline(List.of(offerIds), (Filters) null);
	}

	/**
	 * Agrees to give the named resources back, for maintenance; does nothing to tasks.
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
	 * Agrees to give the named resources back, for maintenance.
	 * @param inverseOfferIds the inverse offers
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> acceptInverseOffers(OfferID... inverseOfferIds) {
		return acceptInverseOffers(List.of(inverseOfferIds), null);
	}

	/**
	 * Refuses to give the named resources back.
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
	 * Refuses to give the named resources back.
	 * @param inverseOfferIds the inverse offers
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> declineInverseOffers(OfferID... inverseOfferIds) {
		return declineInverseOffers(List.of(inverseOfferIds), null);
	}

	/**
	 * Asks for offers again: ends suppression and clears all decline filters of the
	 * roles.
	 * @param roles the roles, none for all. One role that is not subscribed makes the
	 * master ignore the whole call
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> revive(Collection<String> roles) {
		return call(Calls.revive(roles));
	}

	/**
	 * Asks for offers again.
	 * @param roles the roles, none for all
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> revive(String... roles) {
		return revive(List.of(roles));
	}

	/**
	 * Stops offers for roles until they are revived. Kept across subscriptions.
	 * @param roles the roles, none for all. One role that is not subscribed makes the
	 * master ignore the whole call
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> suppress(Collection<String> roles) {
		return call(Calls.suppress(roles));
	}

	/**
	 * Stops offers for roles until they are revived.
	 * @param roles the roles, none for all
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> suppress(String... roles) {
		return suppress(List.of(roles));
	}

	/**
	 * Kills a task. If the master does not know the task it answers with a reconciliation
	 * update.
	 * @param taskId the task
	 * @param agentId its agent, {@code null} if unknown; a wrong one makes the master
	 * ignore the call
	 * @param killPolicy how to kill, {@code null} for the task's own policy
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> kill(TaskID taskId, @Nullable AgentID agentId,
			@Nullable KillPolicy killPolicy) {
		return call(Calls.kill(taskId, agentId, killPolicy));
	}

	/**
	 * Kills a task with its own policy.
	 * @param taskId the task
	 * @param agentId its agent, {@code null} if unknown
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> kill(TaskID taskId, @Nullable AgentID agentId) {
		return kill(taskId, agentId, null);
	}

	/**
	 * Kills a task with its own policy, wherever it runs.
	 * @param taskId the task
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> kill(TaskID taskId) {
		return kill(taskId, null, null);
	}

	/**
	 * Shuts a custom executor down, with all its tasks.
	 * @param executorId the executor
	 * @param agentId its agent
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> shutdown(ExecutorID executorId, AgentID agentId) {
		return call(Calls.shutdown(executorId, agentId));
	}

	/**
	 * Acknowledges a status update. Exactly the updates which carry a {@code uuid} are
	 * acknowledged, every time they come; for others nothing is sent and the stage
	 * completes with {@link CallResult#notNeeded()}.
	 * @param status the status as it was received
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> acknowledge(TaskStatus status) {
		return Calls.ifAcknowledgeable(Calls.acknowledge(status), this::call);
	}

	/**
	 * Acknowledges an operation's status. Exactly those which carry a {@code uuid} are
	 * acknowledged; for others nothing is sent and the stage completes with
	 * {@link CallResult#notNeeded()}.
	 * @param status the status as it was received
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> acknowledgeOperationStatus(OperationStatus status) {
		return Calls.ifAcknowledgeable(Calls.acknowledgeOperationStatus(status), this::call);
	}

	/**
	 * Holds back acknowledgements, whoever sends them, until a gate lets them pass. They
	 * are sent only in the session in which they were made.
	 * @param gate the gate; it takes the place of an earlier one
	 */
	void guardAcknowledgements(AcknowledgementGate gate);

	/**
	 * Asks for the state of tasks; the answers come as updates without {@code uuid}.
	 * @param tasks the tasks, none for all that the master knows. Give the agent's id
	 * with each task, or an unreachable task is said to be unknown
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> reconcile(Collection<Call.Reconcile.Task> tasks) {
		return call(Calls.reconcile(tasks));
	}

	/**
	 * Asks for the state of all tasks which the master knows.
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> reconcile() {
		return reconcile(List.of());
	}

	/**
	 * Asks for the state of one task.
	 * @param taskId the task
	 * @param agentId its agent, {@code null} if unknown
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> reconcile(TaskID taskId, @Nullable AgentID agentId) {
		return reconcile(List.of(Calls.reconcileTask(taskId, agentId)));
	}

	/**
	 * Asks for the state of operations; the answers come as operation updates.
	 * @param operations the operations, none for all that the master knows
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> reconcileOperations(Collection<Call.ReconcileOperations.Operation> operations) {
		return call(Calls.reconcileOperations(operations));
	}

	/**
	 * Asks for the state of operations.
	 * @param operations the operations, none for all that the master knows
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> reconcileOperations(Call.ReconcileOperations.Operation... operations) {
		return reconcileOperations(Arrays.asList(operations));
	}

	/**
	 * Sends bytes to an executor. Best effort: they may be lost without notice.
	 * @param executorId the executor
	 * @param agentId its agent
	 * @param data the bytes
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> message(ExecutorID executorId, AgentID agentId, ByteString data) {
		return call(Calls.message(executorId, agentId, data));
	}

	/**
	 * Sends bytes to an executor. Best effort: they may be lost without notice.
	 * @param executorId the executor
	 * @param agentId its agent
	 * @param data the bytes, copied
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> message(ExecutorID executorId, AgentID agentId, byte[] data) {
		return message(executorId, agentId, ByteString.copyFrom(data));
	}

	/**
	 * Asks for resources; Mesos' default allocator ignores this.
	 * @param requests the requests
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> request(Collection<Request> requests) {
		return call(Calls.request(requests));
	}

	/**
	 * Replaces the framework's description, suppressed roles and offer constraints; what
	 * is left out is cleared. Kept across subscriptions once the master has agreed.
	 * {@code user}, {@code checkpoint} and {@code principal} cannot be changed.
	 * @param frameworkInfo the new description; its id is filled in
	 * @param suppressedRoles the roles which shall get no offers
	 * @param offerConstraints which offers are wanted, {@code null} for all
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> updateFramework(FrameworkInfo frameworkInfo, Collection<String> suppressedRoles,
			@Nullable OfferConstraints offerConstraints) {
		return call(Calls.updateFramework(frameworkInfo, suppressedRoles, offerConstraints));
	}

	/**
	 * The offer constraints that the master was told last.
	 * @return the constraints, {@code null} if there are none
	 */
	default @Nullable OfferConstraints offerConstraints() {
		return null;
	}

	/**
	 * Changes the offer constraints and nothing else: what is suppressed stays
	 * suppressed.
	 * @param offerConstraints the constraints, {@code null} for none
	 * @return the class of the answer
	 */
	default CompletionStage<CallResult> updateOfferConstraints(@Nullable OfferConstraints offerConstraints) {
		return updateFramework(frameworkInfo(), suppressedRoles(), offerConstraints);
	}

}
