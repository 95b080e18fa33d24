package io.mesosframework.embedded.master;

import java.util.Collection;
import java.util.List;

import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.allocator.Protos.InverseOfferStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.master.state.InverseOfferRecord;
import io.mesosframework.embedded.master.state.OfferRecord;
import io.mesosframework.embedded.master.state.TaskRecord;
import io.mesosframework.embedded.master.validation.OfferValidation;
import io.mesosframework.embedded.resource.Roles;
import io.mesosframework.embedded.wire.TaskMessages;
import io.mesosframework.embedded.wire.ToAgent;

/**
 * Carries out the calls of a subscribed framework. They have no answer; whatever goes
 * wrong is told by events or not at all.
 */
final class SchedulerCalls {

	private static final Logger logger = LoggerFactory.getLogger(SchedulerCalls.class);

	private final Term term;

	private final AcceptHandler acceptHandler;

	private final Reconciler reconciler;

	private final OperationReconciler operationReconciler;

	SchedulerCalls(Term term) {
		this.term = term;
		this.acceptHandler = new AcceptHandler(term);
		this.reconciler = new Reconciler(term);
		this.operationReconciler = new OperationReconciler(term);
	}

	void process(Framework framework, Call call) {
		switch (call.getType()) {
			case TEARDOWN -> this.term.frameworks().remove(framework);
			case ACCEPT -> this.acceptHandler.accept(framework, call.getAccept());
			case DECLINE -> decline(call.getDecline());
			case ACCEPT_INVERSE_OFFERS -> acceptInverse(call.getAcceptInverseOffers());
			case DECLINE_INVERSE_OFFERS -> answerInverse(call.getDeclineInverseOffers().getInverseOfferIdsList(),
					InverseOfferStatus.Status.DECLINE, call.getDeclineInverseOffers().getFilters());
			case REVIVE -> revive(framework, call.getRevive().getRolesList());
			case SUPPRESS -> suppress(framework, call.getSuppress().getRolesList());
			case KILL -> kill(framework, call.getKill());
			case SHUTDOWN -> shutdown(framework, call.getShutdown());
			case ACKNOWLEDGE -> acknowledge(framework, call.getAcknowledge());
			case ACKNOWLEDGE_OPERATION_STATUS ->
				this.term.operations().acknowledge(framework, call.getAcknowledgeOperationStatus());
			case RECONCILE -> this.reconciler.reconcile(framework, call.getReconcile().getTasksList());
			case RECONCILE_OPERATIONS ->
				this.operationReconciler.reconcile(framework, call.getReconcileOperations().getOperationsList());
			case MESSAGE -> message(framework, call.getMessage());
			case REQUEST, SUBSCRIBE, UPDATE_FRAMEWORK, UNKNOWN -> {
				// The allocator takes no requests; the others never come here.
			}
		}
	}

	private void decline(Call.Decline call) {
		for (OfferID id : call.getOfferIdsList()) {
			OfferRecord offer = this.term.offers().get(id);
			if (offer != null) {
				this.term.offers().discard(offer, call.getFilters());
			}
		}
	}

	/** What is wrong with inverse offers is only logged, as in Mesos. */
	private void acceptInverse(Call.AcceptInverseOffers call) {
		List<OfferID> ids = call.getInverseOfferIdsList();
		String error = ids.isEmpty() ? "No inverse offers specified" : OfferValidation.oneAgent(ids, this::agentOf);
		if (error != null) {
			logger.warn("ACCEPT_INVERSE_OFFERS call used invalid offers '{}': {}",
					ids.stream().map(OfferID::getValue).toList(), error);
		}
		answerInverse(ids, InverseOfferStatus.Status.ACCEPT, call.getFilters());
	}

	private @Nullable String agentOf(OfferID id) {
		InverseOfferRecord offer = this.term.offers().getInverse(id);
		return (offer != null) ? offer.agent().key() : null;
	}

	private void answerInverse(List<OfferID> ids, InverseOfferStatus.Status answer, Filters filters) {
		for (OfferID id : ids) {
			InverseOfferRecord offer = this.term.offers().getInverse(id);
			if (offer != null) {
				this.term.allocator().maintenanceOffers().answered(offer, answer, filters);
				this.term.offers().removeInverse(offer, false);
			}
		}
	}

	private void revive(Framework framework, List<String> roles) {
		Collection<String> named = named(framework, roles);
		if (named != null) {
			this.term.allocator().revive(framework, named);
		}
	}

	private void suppress(Framework framework, List<String> roles) {
		Collection<String> named = named(framework, roles);
		if (named != null) {
			this.term.allocator().suppress(framework, named);
		}
	}

	/**
	 * The roles of a call, all of them when it names none, {@code null} if one is bad.
	 */
	private static @Nullable Collection<String> named(Framework framework, List<String> roles) {
		if (roles.isEmpty()) {
			return List.copyOf(framework.roles());
		}
		boolean good = roles.stream()
			.allMatch((role) -> Roles.validate(role) == null && framework.roles().contains(role));
		return good ? roles : null;
	}

	private void kill(Framework framework, Call.Kill call) {
		TaskRecord task = framework.tasks().get(call.getTaskId().getValue());
		if (task == null) {
			Call.Reconcile.Task.Builder question = Call.Reconcile.Task.newBuilder().setTaskId(call.getTaskId());
			if (call.hasAgentId()) {
				question.setAgentId(call.getAgentId());
			}
			this.reconciler.reconcile(framework, List.of(question.build()));
			return;
		}
		Agent agent = this.term.agents().get(task.agentId());
		if (agent == null || (call.hasAgentId() && !call.getAgentId().equals(agent.id()))) {
			return;
		}
		agent.killed(framework.key(), task.id());
		agent.send(new ToAgent.KillTask(framework.id(), call.getTaskId(),
				call.hasKillPolicy() ? call.getKillPolicy() : null));
	}

	private void shutdown(Framework framework, Call.Shutdown call) {
		Agent agent = this.term.agents().get(call.getAgentId().getValue());
		if (agent != null) {
			agent.send(new ToAgent.ShutdownExecutor(framework.id(), call.getExecutorId()));
		}
	}

	private void acknowledge(Framework framework, Call.Acknowledge call) {
		Agent agent = this.term.agents().get(call.getAgentId().getValue());
		if (agent == null || !agent.connected()) {
			return;
		}
		TaskRecord task = agent.task(framework.key(), call.getTaskId().getValue());
		if (task != null) {
			TaskState state = task.statusUpdateState();
			if (state == null) {
				return;
			}
			if (TaskMessages.isTerminal(state) && call.getUuid().equals(task.statusUpdateUuid())) {
				this.term.tasks().remove(task, false);
			}
		}
		agent.send(new ToAgent.AcknowledgeUpdate(framework.id(), call.getTaskId(), call.getUuid()));
		this.term.draining().check(agent);
	}

	private void message(Framework framework, Call.Message call) {
		Agent agent = this.term.agents().get(call.getAgentId().getValue());
		if (agent != null && agent.connected()) {
			agent.send(new ToAgent.FrameworkMessage(framework.id(), call.getExecutorId(), call.getData()));
		}
	}

}
