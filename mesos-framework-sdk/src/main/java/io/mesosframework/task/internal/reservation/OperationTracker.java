package io.mesosframework.task.internal.reservation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.jspecify.annotations.Nullable;

import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.task.Reservation;
import io.mesosframework.task.ReservationOperation;
import io.mesosframework.util.Backoff;

/**
 * Tracks the outcome of operations. Assigns ids to operations, and reconciles open
 * operations after every subscription and with increasing waits. Offers do not tell
 * whether an agent supports operation feedback, so it is requested until the agent
 * rejects it. Used on the event loop only.
 */
final class OperationTracker {

	private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(5));

	private static final int BATCH = 1000;

	private static final int MAX_MUTE = 10_000;

	private final MesosScheduler scheduler;

	/** Agents that do not support operation feedback. */
	private final Set<String> mute = Collections.newSetFromMap(new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
			return size() > MAX_MUTE;
		}

	});

	private int rounds;

	private @Nullable Instant due;

	OperationTracker(MesosScheduler scheduler) {
		this.scheduler = scheduler;
	}

	void subscribed(Instant now) {
		this.rounds = 0;
		this.due = now;
	}

	boolean isGivenBy(String agentId) {
		return !this.mute.contains(agentId);
	}

	/**
	 * Handle feedback, which may show that the agent does not support it. An agent may
	 * lack the capability RESOURCE_PROVIDER or AGENT_OPERATION_FEEDBACK; Mesos has a
	 * message for each.
	 */
	void heard(Reservation reservation, OperationStatus status) {
		if (reservation.agentId() != null && isRefused(status.getMessage())) {
			this.mute.add(reservation.agentId());
		}
	}

	/**
	 * Return whether a message says that an operation was rejected only because it has an
	 * id.
	 */
	static boolean isRefused(String message) {
		return message.contains("requested feedback");
	}

	/**
	 * Assign ids to operations if the agent supports feedback. Otherwise no operations
	 * are tracked.
	 */
	List<ReservationOperation> track(List<Offer.Operation> operations, String agentId) {
		return isGivenBy(agentId) ? operations.stream()
			.map((operation) -> ReservationOperation.sent("reservation-" + UUID.randomUUID(),
					ReservationOperation.Type.valueOf(operation.getType().name())))
			.toList() : List.of();
	}

	static List<Offer.Operation> withIds(List<Offer.Operation> operations, List<ReservationOperation> tracked) {
		List<Offer.Operation> all = new ArrayList<>();
		for (int i = 0; i < operations.size(); i++) {
			Offer.Operation operation = operations.get(i);
			all.add((i < tracked.size())
					? operation.toBuilder().setId(OperationID.newBuilder().setValue(tracked.get(i).id())).build()
					: operation);
		}
		return all;
	}

	/** Reconcile open operations if this is due. */
	void run(Collection<Reservation> reservations, Instant now) {
		List<Call.ReconcileOperations.Operation> open = new ArrayList<>();
		for (Reservation reservation : reservations) {
			if (reservation.agentId() == null) {
				continue;
			}
			AgentID agent = AgentID.newBuilder().setValue(reservation.agentId()).build();
			reservation.operations()
				.stream()
				.filter(ReservationOperation::isOpen)
				.forEach((operation) -> open.add(Call.ReconcileOperations.Operation.newBuilder()
					.setOperationId(OperationID.newBuilder().setValue(operation.id()))
					.setAgentId(agent)
					.build()));
		}
		if (open.isEmpty()) {
			this.due = null;
			this.rounds = 0;
			return;
		}
		if (this.due != null && !this.due.isAfter(now)) {
			for (int from = 0; from < open.size(); from += BATCH) {
				this.scheduler.reconcileOperations(open.subList(from, Math.min(open.size(), from + BATCH)));
			}
			this.due = null;
			this.rounds++;
		}
		if (this.due == null) {
			this.due = now.plus(BACKOFF.delay(this.rounds));
		}
	}

	/** Return when open operations are reconciled next, or {@code null}. */
	@Nullable Instant due() {
		return this.due;
	}

}
