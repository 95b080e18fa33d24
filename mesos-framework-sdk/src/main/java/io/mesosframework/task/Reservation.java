package io.mesosframework.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.resource.ResourceNeed;

/**
 * The place that an instance keeps: an agent, what is reserved for it there and its
 * persistent volumes. An instance has at most one reservation; those it has left are
 * separate until they are freed. Immutable and thread-safe; every change makes a new one.
 *
 * @param app the name of the app
 * @param index the number of the instance
 * @param id the id, in the labels of everything that is reserved; empty while it is
 * {@link ReservationState#RECOVERING}
 * @param state how far it is
 * @param agentId the agent, or {@code null} while a place is wanted
 * @param hostname its hostname, or {@code null}
 * @param role the role for which it is reserved, or {@code null} while a place is wanted
 * @param reserved what is reserved for it besides its volumes, whether it is offered at
 * the moment or in use still; {@code null} if only offers can tell
 * @param volumes the ids of its persistent volumes
 * @param operations operations that were sent and may not be done yet
 * @param failures how often in a row it could not be made or freed
 * @param problem what was last wrong, or {@code null}
 * @param since since when it is in this state
 * @param due when it is looked at again, or {@code null}
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
	 * @param state how far it is
	 * @param agentId the agent
	 * @param hostname its hostname
	 * @param role the role
	 * @param reserved what is reserved
	 * @param volumes the volumes
	 * @param operations the operations
	 * @param failures the failures
	 * @param problem what was wrong
	 * @param since since when
	 * @param due when it is looked at again
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
