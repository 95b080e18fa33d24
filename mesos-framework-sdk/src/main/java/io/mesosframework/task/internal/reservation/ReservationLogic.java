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
 * Every decision on a single reservation, as pure functions of the reservation, what has
 * happened and the time. A reservation is believed to exist only when that has been said
 * or seen. One that could not be made as a whole is left, what exists of it is freed, and
 * the instance wants another one. Thread-safe if its source of ids is.
 */
final class ReservationLogic {

	/** After so long without any sign a reservation is not believed to come any more. */
	static final Duration SIGHT = Duration.ofMinutes(1);

	/**
	 * After so long a reservation that was not made as a whole is forgotten, since
	 * nothing of it may exist; it is freed nevertheless when this life of the application
	 * sees it.
	 */
	static final Duration MEMORY = Duration.ofDays(1);

	/**
	 * After so long any reservation that was left is forgotten: an agent that has been
	 * away for longer hardly comes back.
	 */
	static final Duration LONG_MEMORY = Duration.ofDays(30);

	private static final Set<TaskState> NEVER_STARTED = Set.of(TaskState.TASK_ERROR, TaskState.TASK_DROPPED,
			TaskState.TASK_LOST);

	private static final Duration LONGEST = Duration.ofMinutes(5);

	private final Supplier<String> ids;

	ReservationLogic(Supplier<String> ids) {
		this.ids = ids;
	}

	/** An instance wants its first reservation. */
	Reservation wanted(String app, int index, Instant now) {
		return Reservation.wanted(app, index, this.ids.get(), 0, null, now, null);
	}

	/** A launch in the reservation is about to be sent, with operations before it. */
	Reservation launched(Reservation reservation, List<String> volumes, List<ReservationOperation> operations,
			Instant now) {
		List<ReservationOperation> all = new ArrayList<>(reservation.operations());
		all.addAll(operations);
		Reservation sent = reservation.withOperations(all).withVolumes(volumes);
		return (reservation.state() == ReservationState.READY) ? sent.with(ReservationState.READY, now, null)
				: sent.with(ReservationState.RESERVING, now, now.plus(SIGHT));
	}

	/** The call with these operations has never reached the master. */
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

	/** There is news of an operation. */
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
		// an unknown outcome: what is still there will be seen
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

	/** More may not have been reserved after all: offers have to tell. */
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

	/** Resources of the reservation are offered. */
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
	 * An agent that was told to shut down comes back under a new id, with all that is
	 * reserved on it: the reservation is where it is seen.
	 */
	private static Reservation moved(Reservation reservation, ObservedReservation sight) {
		return (reservation.agentId() == null || reservation.agentId().equals(sight.agentId())) ? reservation
				: reservation.at(sight.agentId(), sight.hostname(), sight.role());
	}

	/** A task runs in the reservation. */
	Reservation used(Reservation reservation, Instant now) {
		return (reservation.state() == ReservationState.RESERVING) ? ready(reservation, now) : reservation;
	}

	/** The task that was launched in the reservation has ended. */
	ReservationDecision ended(Reservation reservation, TaskState state, String message, Instant now) {
		if (reservation.state() != ReservationState.RESERVING && reservation.state() != ReservationState.READY) {
			return ReservationDecision.of(reservation);
		}
		if (state == TaskState.TASK_GONE_BY_OPERATOR) {
			return new ReservationDecision(null, again(reservation, 0, "its agent is gone", now, now));
		}
		if (reservation.state() == ReservationState.READY) {
			// without feedback this is the only sign that more could not be reserved
			return ReservationDecision.of(NEVER_STARTED.contains(state) ? unsure(reservation) : reservation);
		}
		if (state == TaskState.TASK_ERROR && reservation.operations().isEmpty()) {
			// without feedback this is the only word
			return leave(reservation, message, reservation.failures() + 1, now);
		}
		return ReservationDecision.of(reservation.with(ReservationState.RESERVING, now, now.plus(SIGHT)));
	}

	private ReservationDecision leave(Reservation reservation, String problem, int failures, Instant now) {
		return new ReservationDecision(leaving(reservation, problem, now),
				again(reservation, failures, problem, now, now.plus(backOff(failures))));
	}

	/** The instance gives up its reservation. */
	ReservationDecision leave(Reservation reservation, boolean again, Instant now) {
		Reservation next = again ? again(reservation, 0, null, now, now) : null;
		return switch (reservation.state()) {
			case WANTED, RECOVERING -> new ReservationDecision(null, next);
			case RESERVING, READY -> new ReservationDecision(leaving(reservation, null, now), next);
			case RELEASING -> ReservationDecision.of(reservation);
		};
	}

	/** Operations that free the reservation are about to be sent. */
	Reservation freeing(Reservation reservation, List<ReservationOperation> operations, Instant now) {
		return reservation.withOperations(operations).with(ReservationState.RELEASING, now, now.plus(SIGHT));
	}

	/** Time has passed; called when the reservation is due. */
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
