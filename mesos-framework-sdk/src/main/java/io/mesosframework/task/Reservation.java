package io.mesosframework.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.resource.ResourceNeed;

/**
 * Reservation of an instance: an agent, the resources reserved on it and the persistent
 * volumes. An instance has at most one reservation; reservations it has given up are
 * tracked separately until they are freed. Immutable and thread-safe: every change
 * creates a new object.
 *
 * @param app the name of the app
 * @param index the number of the instance
 * @param id the id, contained in the labels of all reserved resources; empty while the
 * state is {@link ReservationState#RECOVERING}
 * @param state the state of the reservation
 * @param agentId the id of the agent, or {@code null} while no agent has been found
 * @param hostname the hostname of the agent, or {@code null}
 * @param role the role for which the resources are reserved, or {@code null} while no
 * agent has been found
 * @param reserved the reserved resources other than the volumes, whether currently
 * offered or in use; {@code null} if they are unknown until the agent offers them
 * @param volumes the ids of the persistent volumes
 * @param operations operations that were sent and may still be pending
 * @param failures the number of consecutive failures to create or free the reservation
 * @param problem the last problem, or {@code null}
 * @param since when the reservation entered its state
 * @param due when the next action is due, or {@code null}
 * @since 0.1.0
 */
public record Reservation(String app, int index, String id, ReservationState state, @Nullable String agentId,
		@Nullable String hostname, @Nullable String role, @Nullable ResourceNeed reserved, List<String> volumes,
		List<ReservationOperation> operations, int failures, @Nullable String problem, Instant since,
		@Nullable Instant due) {

	/**
	 * Create a reservation.
	 * @param app the app
	 * @param index the number of the instance
	 * @param id the id
	 * @param state the state of the reservation
	 * @param agentId the agent
	 * @param hostname its hostname
	 * @param role the role
	 * @param reserved what is reserved
	 * @param volumes the volumes
	 * @param operations the operations
	 * @param failures the failures
	 * @param problem the last problem
	 * @param since when the reservation entered its state
	 * @param due when the next action is due
	 */
	public Reservation {
		volumes = List.copyOf(volumes);
		operations = List.copyOf(operations);
	}

	public static Reservation wanted(String app, int index, String id, int failures, @Nullable String problem,
			Instant since, @Nullable Instant due) {
		return new Reservation(app, index, id, ReservationState.WANTED, null, null, null, null, List.of(), List.of(),
				failures, problem, since, due);
	}

	public Reservation at(String agent, String host, String itsRole) {
		return new Reservation(this.app, this.index, this.id, this.state, agent, host, itsRole, this.reserved,
				this.volumes, this.operations, this.failures, this.problem, this.since, this.due);
	}

	public Reservation with(ReservationState next, Instant now, @Nullable Instant nextDue) {
		return new Reservation(this.app, this.index, this.id, next, this.agentId, this.hostname, this.role,
				this.reserved, this.volumes, this.operations, this.failures, this.problem,
				(next == this.state) ? this.since : now, nextDue);
	}

	public Reservation withOperations(List<ReservationOperation> next) {
		return new Reservation(this.app, this.index, this.id, this.state, this.agentId, this.hostname, this.role,
				this.reserved, this.volumes, next, this.failures, this.problem, this.since, this.due);
	}

	public Reservation withReserved(@Nullable ResourceNeed next) {
		return new Reservation(this.app, this.index, this.id, this.state, this.agentId, this.hostname, this.role, next,
				this.volumes, this.operations, this.failures, this.problem, this.since, this.due);
	}

	public Reservation withVolumes(List<String> next) {
		return new Reservation(this.app, this.index, this.id, this.state, this.agentId, this.hostname, this.role,
				this.reserved, next, this.operations, this.failures, this.problem, this.since, this.due);
	}

	public Reservation withProblem(int count, @Nullable String text, @Nullable Instant nextDue) {
		return new Reservation(this.app, this.index, this.id, this.state, this.agentId, this.hostname, this.role,
				this.reserved, this.volumes, this.operations, count, text, this.since, nextDue);
	}

	public @Nullable ReservationOperation operation(String operationId) {
		return this.operations.stream().filter((each) -> each.id().equals(operationId)).findFirst().orElse(null);
	}

	public Reservation replace(ReservationOperation changed) {
		return withOperations(
				this.operations.stream().map((each) -> each.id().equals(changed.id()) ? changed : each).toList());
	}

	public Reservation without(ReservationOperation ended) {
		List<ReservationOperation> rest = new ArrayList<>(this.operations);
		rest.removeIf((each) -> each.id().equals(ended.id()));
		return withOperations(rest);
	}

	public boolean hasOpenOperations() {
		return this.operations.stream().anyMatch(ReservationOperation::isOpen);
	}

}
