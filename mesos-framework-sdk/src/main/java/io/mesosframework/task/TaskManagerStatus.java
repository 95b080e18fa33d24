package io.mesosframework.task;

/**
 * Pending work of a task manager. Immutable and thread-safe.
 *
 * @param killsInFlight the number of kills that have not taken effect yet
 * @param killsWaiting the number of kills that wait because too many are in flight
 * @param overdueLaunches the number of launches without a status update within the
 * timeout
 * @param abandoned the number of tasks that were replaced while unreachable and may
 * return
 * @param orphans the number of tasks of a previous run of the application whose app is
 * not declared
 * @param orphanReservations the number of reservations of a previous run of the
 * application that belong to no instance
 * @param deployments the number of deployments that are running or paused
 * @param store the status of the state store
 * @since 0.1.0
 */
public record TaskManagerStatus(int killsInFlight, int killsWaiting, int overdueLaunches, int abandoned, int orphans,
		int orphanReservations, int deployments, StoreStatus store) {

}
