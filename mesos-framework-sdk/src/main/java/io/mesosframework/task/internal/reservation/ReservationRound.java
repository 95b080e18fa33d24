package io.mesosframework.task.internal.reservation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.jspecify.annotations.Nullable;

import io.mesosframework.offer.OfferDemand;
import io.mesosframework.placement.AgentOffer;
import io.mesosframework.placement.AvailabilityConstraint;
import io.mesosframework.resource.Taken;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Reservation;
import io.mesosframework.task.ReservationOperation;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.internal.app.AppState;
import io.mesosframework.task.internal.info.TaskInfos;
import io.mesosframework.task.internal.instance.TaskIds;

/**
 * Reservation round over the current offers: frees reservations that were given up and
 * launches instances in their reservations. The decisions are collected in one ACCEPT for
 * each agent and role. Used on the event loop only.
 */
final class ReservationRound {

	private final ReservationLedger ledger;

	private final ReservationLogic logic;

	private final OperationTracker feedback;

	private final ReservationOwner owner;

	private final Starter starter;

	private final AvailabilityConstraint available;

	private final List<ReservationBatch> batches = new ArrayList<>();

	private final Map<String, List<ReservationBatch>> byAgent = new HashMap<>();

	ReservationRound(ReservationLedger ledger, ReservationLogic logic, OperationTracker feedback,
			ReservationOwner owner, Starter starter, List<AgentOffer> offers, AvailabilityConstraint available) {
		this.ledger = ledger;
		this.logic = logic;
		this.feedback = feedback;
		this.owner = owner;
		this.starter = starter;
		this.available = available;
		for (AgentOffer offer : offers) {
			ReservationBatch batch = new ReservationBatch(offer);
			this.batches.add(batch);
			this.byAgent.computeIfAbsent(offer.agentId(), (id) -> new ArrayList<>(1)).add(batch);
		}
	}

	/** Return the time of the round. */
	Instant now() {
		return this.available.now();
	}

	/**
	 * Receiver of launches.
	 */
	@FunctionalInterface
	interface Starter {

		/**
		 * Record a launch.
		 * @param app the app
		 * @param instance the instance
		 * @param launch the launch
		 * @param uncertain whether preceding operations may fail
		 */
		void start(AppState app, Instance instance, Launch launch, boolean uncertain);

	}

	/** Return the batches to be sent. */
	List<ReservationBatch> decided() {
		return this.batches.stream().filter((batch) -> !batch.operations().isEmpty()).toList();
	}

	/**
	 * Return the batches from which new reservations for a role may be made. An empty
	 * role stands for any role.
	 */
	List<ReservationBatch> batches(String role) {
		return this.batches.stream().filter((batch) -> {
			String offered = this.owner.role(batch.agent());
			return !offered.equals("*") && (role.equals(OfferDemand.ANY_ROLE) || role.equals(offered));
		}).toList();
	}

	/** Return the batches of the agent of a reservation. */
	private List<ReservationBatch> at(Reservation reservation) {
		return (reservation.agentId() != null) ? this.byAgent.getOrDefault(reservation.agentId(), List.of())
				: List.of();
	}

	/** Return whether the agent of a reservation offers anything. */
	boolean offers(Reservation reservation) {
		return !at(reservation).isEmpty();
	}

	/** Free a reservation that was given up, as far as it is offered. */
	void free(Reservation reservation) {
		if (reservation.hasOpenOperations() || (reservation.due() != null && reservation.due().isAfter(now()))) {
			return;
		}
		for (ReservationBatch batch : at(reservation)) {
			List<Offer.Operation> operations = ReservationPlan.free(reservation.id(), batch.rest());
			if (!operations.isEmpty()) {
				String agentId = batch.agent().agentId();
				List<ReservationOperation> tracked = this.feedback.track(operations, agentId);
				batch.add(reservation, OperationTracker.withIds(operations, tracked), tracked);
				batch.take(batch.rest().filter((kind) -> reservation.id().equals(kind.owner())));
				// without feedback: anything that still exists will be seen in offers
				this.ledger.apply(reservation, tracked.isEmpty() ? new ReservationDecision(null, null)
						: ReservationDecision.of(this.logic.freeing(reservation, tracked, now())));
				return;
			}
		}
	}

	/**
	 * Launch an instance in its current reservation.
	 * @return the reason why it is not launched, or {@code null} if it is
	 */
	@Nullable String launch(AppState app, Instance instance, Reservation reservation) {
		String why = "offers nothing";
		for (ReservationBatch batch : at(reservation)) {
			if (this.owner.role(batch.agent()).equals(reservation.role())) {
				String unavailable = this.available.refusal(batch.agent());
				List<String> missing = (unavailable == null) ? launch(app, instance, reservation, batch) : List.of();
				if (unavailable == null && missing.isEmpty()) {
					return null;
				}
				why = (unavailable != null) ? "is not used: " + unavailable : "lacks " + String.join(" and ", missing);
			}
		}
		return "the agent of its reservation, " + reservation.hostname() + ", " + why;
	}

	/**
	 * Launch an instance in a reservation on the remaining resources of a batch.
	 * @return the missing resources; empty if the instance is launched
	 */
	List<String> launch(AppState app, Instance instance, Reservation reservation, ReservationBatch batch) {
		TaskDefinition definition = app.definition();
		ReservationPlan plan = ReservationPlan.launch(reservation, TaskInfos.need(definition),
				VolumeNeed.of(definition), batch.rest(), this.owner.role(batch.agent()), this.owner);
		if (plan.taken() != null) {
			start(app, instance, reservation, batch, plan, plan.taken());
		}
		return plan.missing();
	}

	private void start(AppState app, Instance instance, Reservation reservation, ReservationBatch batch,
			ReservationPlan plan, Taken taken) {
		TaskDefinition definition = app.definition();
		AgentOffer agent = batch.agent();
		List<ReservationOperation> tracked = this.feedback.track(plan.operations(), agent.agentId());
		Reservation placed = reservation.at(agent.agentId(), agent.hostname(), this.owner.role(agent))
			.withReserved(ReservationDelta.together(reservation.reserved(), TaskInfos.need(definition)));
		batch.add(reservation, OperationTracker.withIds(plan.operations(), tracked), tracked);
		batch.take(plan.consumed());
		Launch launch = Launch.start(TaskIds.next(app.name(), instance.index(), app.fingerprint()), agent,
				app.version(), TaskInfos.ports(definition, taken), now());
		FrameworkID frameworkId = FrameworkID.newBuilder().setValue(this.owner.frameworkId()).build();
		batch.launch(TaskInfos.launch(definition, instance.index(), launch, taken, frameworkId, reservation.id(),
				plan.volumes()), launch.taskId(), instance);
		this.ledger.apply(reservation,
				ReservationDecision.of(this.logic.launched(placed, plan.volumeIds(), tracked, now())));
		this.starter.start(app, instance, launch, !plan.operations().isEmpty());
	}

}
