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
 * Sees to it that the outcome of operations is heard: gives them ids, and asks for those
 * that are open after every subscription and with growing waits. Offers do not tell
 * whether an agent can give feedback, so it is asked for until one refuses. Used on the
 * event loop only.
 */
final class OperationTracker {

	private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(5));

	private static final int BATCH = 1000;

	private static final int MAX_MUTE = 10_000;

	private final MesosScheduler scheduler;

	/** Agents that cannot give feedback. */
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
	 * Learn from a refusal. An agent may lack the capability RESOURCE_PROVIDER, or
	 * AGENT_OPERATION_FEEDBACK; Mesos has a text for each.
	 */
	void heard(Reservation reservation, OperationStatus status) {
		if (reservation.agentId() != null && isRefused(status.getMessage())) {
			this.mute.add(reservation.agentId());
		}
	}

	/** Return whether an operation was refused only because it has an id. */
	static boolean isRefused(String message) {
		return message.contains("requested feedback");
	}

	/**
	 * Give operations ids, if the agent can give feedback; none are tracked otherwise.
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

	/** Ask for operations that are open, if it is time. */
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

	/** Return when open operations are asked for next, or {@code null}. */
	@Nullable Instant due() {
		return this.due;
	}

}
