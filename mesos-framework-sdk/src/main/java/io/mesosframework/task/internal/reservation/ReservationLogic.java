package io.mesosframework.task.internal.reservation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Reservation;
import io.mesosframework.task.ReservationOperation;
import io.mesosframework.task.ReservationState;

/**
 * State machine of a single reservation: all decisions, as pure functions of the
 * reservation, the event and the time. A reservation counts as existing only when this
 * was reported or observed. A reservation that could not be made completely is given up:
 * what exists of it is freed, and the instance gets another one. Thread-safe if the
 * source of ids is.
 */
final class ReservationLogic {

	/**
	 * Time without any sign of a reservation after which it is no longer expected to
	 * exist.
	 */
	static final Duration SIGHT = Duration.ofMinutes(1);

	/**
	 * Time after which an incomplete reservation is forgotten, since nothing of it may
	 * exist. If it is observed later in this run, it is freed nevertheless.
	 */
	static final Duration MEMORY = Duration.ofDays(1);

	/**
	 * Time after which any reservation that was given up is forgotten: an agent that has
	 * been away for longer is unlikely to return.
	 */
	static final Duration LONG_MEMORY = Duration.ofDays(30);

	private static final Set<TaskState> NEVER_STARTED = Set.of(TaskState.TASK_ERROR, TaskState.TASK_DROPPED,
			TaskState.TASK_LOST);

	private static final Duration LONGEST = Duration.ofMinutes(5);

	private final Supplier<String> ids;

	ReservationLogic(Supplier<String> ids) {
		this.ids = ids;
	}

	/** Return the first reservation for an instance. */
	Reservation wanted(String app, int index, Instant now) {
		return Reservation.wanted(app, index, this.ids.get(), 0, null, now, null);
	}

	/**
	 * Decide on a launch in the reservation that is about to be sent with preceding
	 * operations.
	 */
	Reservation launched(Reservation reservation, List<String> volumes, List<ReservationOperation> operations,
			Instant now) {
		List<ReservationOperation> all = new ArrayList<>(reservation.operations());
		all.addAll(operations);
		Reservation sent = reservation.withOperations(all).withVolumes(volumes);
		return (reservation.state() == ReservationState.READY) ? sent.with(ReservationState.READY, now, null)
				: sent.with(ReservationState.RESERVING, now, now.plus(SIGHT));
	}

	/** Decide on operations whose call did not reach the master. */
	ReservationDecision notSent(Reservation reservation, Collection<ReservationOperation> operations, Instant now) {
		if (reservation.state() == ReservationState.RESERVING) {
			return new ReservationDecision(null,
					again(reservation, reservation.failures(), reservation.problem(), now, now));
		}
		Reservation rest = operations.isEmpty() ? reservation : unsure(reservation);
		for (ReservationOperation operation : operations) {
			rest = rest.without(operation);
		}
		return ReservationDecision.of(rest);
	}

	/** Decide on feedback for an operation. */
	ReservationDecision operation(Reservation reservation, String operationId, OperationState state, String message,
			Instant now) {
		ReservationOperation before = reservation.operation(operationId);
		if (before == null) {
			return ReservationDecision.of(reservation);
		}
		ReservationOperation operation = before.with(state);
		if (operation.hasFailed()) {
			return failed(reservation, operation, message, now);
		}
		Reservation changed = reservation.replace(operation);
		if (operation.isOpen()) {
			return ReservationDecision.of(changed);
		}
		return switch (reservation.state()) {
			case RESERVING ->
				ReservationDecision.of(changed.operations().stream().allMatch(ReservationOperation::isFinished)
						? ready(changed, now) : changed);
			case RELEASING -> left(changed, now);
			default -> ReservationDecision.of((operation.isFinished() ? changed : unsure(changed)).without(operation));
		};
	}

	private ReservationDecision left(Reservation reservation, Instant now) {
		if (reservation.hasOpenOperations()) {
			return ReservationDecision.of(reservation);
		}
		boolean freed = reservation.operations().stream().allMatch(ReservationOperation::isFinished);
		// the outcome is unknown: what still exists will be seen in offers
		return freed ? new ReservationDecision(null, null) : ReservationDecision
			.of(reservation.withOperations(List.of()).with(ReservationState.RELEASING, now, null));
	}

	private ReservationDecision failed(Reservation reservation, ReservationOperation operation, String message,
			Instant now) {
		boolean gone = operation.state() == OperationState.OPERATION_GONE_BY_OPERATOR;
		String problem = operation.type() + " has failed: " + message;
		boolean blameless = gone || message.contains("invalid offers") || OperationTracker.isRefused(message);
		int failures = reservation.failures() + (blameless ? 0 : 1);
		Instant due = blameless ? now : now.plus(backOff(failures));
		return switch (reservation.state()) {
			case RESERVING -> {
				Reservation next = again(reservation, failures, problem, now, due);
				boolean nothing = gone || operation.type() == ReservationOperation.Type.RESERVE;
				yield new ReservationDecision(nothing ? null : leaving(reservation, problem, now), next);
			}
			case RELEASING -> gone ? new ReservationDecision(null, null)
					: ReservationDecision.of(reservation.withOperations(List.of()).withProblem(failures, problem, due));
			default ->
				gone ? new ReservationDecision(null, again(reservation, 0, problem, now, now)) : ReservationDecision
					.of(unsure(reservation).without(operation).withProblem(failures, problem, due));
		};
	}

	/**
	 * Mark the reserved resources as unknown until they are offered, since an additional
	 * reservation may have failed.
	 */
	private static Reservation unsure(Reservation reservation) {
		return reservation.withReserved(null);
	}

	private static Duration backOff(int failures) {
		Duration wait = Duration.ofSeconds(1L << Math.min(failures, 20));
		return (wait.compareTo(LONGEST) > 0) ? LONGEST : wait;
	}

	private Reservation again(Reservation reservation, int failures, @Nullable String problem, Instant now,
			Instant due) {
		return Reservation.wanted(reservation.app(), reservation.index(), this.ids.get(), failures, problem, now, due);
	}

	private static Reservation ready(Reservation reservation, Instant now) {
		return reservation
			.withOperations(reservation.operations().stream().filter(ReservationOperation::isOpen).toList())
			.withProblem(0, null, null)
			.with(ReservationState.READY, now, null);
	}

	private static Reservation leaving(Reservation reservation, @Nullable String problem, Instant now) {
		return reservation.withOperations(List.of())
			.withProblem(reservation.failures(), problem, null)
			.with(ReservationState.RELEASING, now, null);
	}

	/** Decide on offered resources of the reservation. */
	ReservationDecision seen(Reservation known, ObservedReservation sight, Instant now) {
		Reservation reservation = moved(known, sight);
		if (reservation.state() != ReservationState.RESERVING) {
			return ReservationDecision.of(reservation);
		}
		if (sight.volumes().containsAll(reservation.volumes())) {
			return ReservationDecision.of(ready(reservation, now));
		}
		return reservation.hasOpenOperations() ? ReservationDecision.of(reservation)
				: leave(reservation, "a volume was not created", reservation.failures() + 1, now);
	}

	/**
	 * Move a reservation to the agent on which it is observed. An agent that was shut
	 * down on request returns with a new id and with all its reservations.
	 */
	private static Reservation moved(Reservation reservation, ObservedReservation sight) {
		return (reservation.agentId() == null || reservation.agentId().equals(sight.agentId())) ? reservation
				: reservation.at(sight.agentId(), sight.hostname(), sight.role());
	}

	/** Note that a task is running in the reservation. */
	Reservation used(Reservation reservation, Instant now) {
		return (reservation.state() == ReservationState.RESERVING) ? ready(reservation, now) : reservation;
	}

	/** Decide on the end of the task that was launched in the reservation. */
	ReservationDecision ended(Reservation reservation, TaskState state, String message, Instant now) {
		if (reservation.state() != ReservationState.RESERVING && reservation.state() != ReservationState.READY) {
			return ReservationDecision.of(reservation);
		}
		if (state == TaskState.TASK_GONE_BY_OPERATOR) {
			return new ReservationDecision(null, again(reservation, 0, "its agent is gone", now, now));
		}
		if (reservation.state() == ReservationState.READY) {
			// without feedback this is the only sign that an additional reservation
			// failed
			return ReservationDecision.of(NEVER_STARTED.contains(state) ? unsure(reservation) : reservation);
		}
		if (state == TaskState.TASK_ERROR && reservation.operations().isEmpty()) {
			// without feedback this is the only sign that the reservation failed
			return leave(reservation, message, reservation.failures() + 1, now);
		}
		return ReservationDecision.of(reservation.with(ReservationState.RESERVING, now, now.plus(SIGHT)));
	}

	private ReservationDecision leave(Reservation reservation, String problem, int failures, Instant now) {
		return new ReservationDecision(leaving(reservation, problem, now),
				again(reservation, failures, problem, now, now.plus(backOff(failures))));
	}

	/** Decide on a reservation that its instance gives up. */
	ReservationDecision leave(Reservation reservation, boolean again, Instant now) {
		Reservation next = again ? again(reservation, 0, null, now, now) : null;
		return switch (reservation.state()) {
			case WANTED, RECOVERING -> new ReservationDecision(null, next);
			case RESERVING, READY -> new ReservationDecision(leaving(reservation, null, now), next);
			case RELEASING -> ReservationDecision.of(reservation);
		};
	}

	/** Note that operations that free the reservation are about to be sent. */
	Reservation freeing(Reservation reservation, List<ReservationOperation> operations, Instant now) {
		return reservation.withOperations(operations).with(ReservationState.RELEASING, now, now.plus(SIGHT));
	}

	/** Decide on a reservation that is due. */
	ReservationDecision due(Reservation reservation, boolean live, Instant now) {
		boolean open = reservation.hasOpenOperations();
		Duration memory = (reservation.problem() != null) ? MEMORY : LONG_MEMORY;
		if (reservation.state() == ReservationState.RELEASING && !open
				&& !reservation.since().plus(memory).isAfter(now)) {
			return new ReservationDecision(null, null);
		}
		if (reservation.due() == null || reservation.due().isAfter(now)) {
			return ReservationDecision.of(reservation);
		}
		return switch (reservation.state()) {
			case RESERVING -> (open || live)
					? ReservationDecision.of(reservation.with(ReservationState.RESERVING, now, now.plus(SIGHT)))
					: leave(reservation, "nothing was seen of it", reservation.failures() + 1, now);
			case RELEASING ->
				ReservationDecision.of(open ? reservation.with(ReservationState.RELEASING, now, now.plus(SIGHT))
						: reservation.withOperations(List.of()).with(ReservationState.RELEASING, now, null));
			default -> ReservationDecision.of(reservation.with(reservation.state(), now, null));
		};
	}

}
