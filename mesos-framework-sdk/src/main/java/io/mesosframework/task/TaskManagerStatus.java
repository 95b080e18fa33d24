package io.mesosframework.task;

/**
 * What a task manager is busy with. Immutable and thread-safe.
 *
 * @param killsInFlight kills without effect so far
 * @param killsWaiting kills that wait because too many are in flight
 * @param overdueLaunches launches of which nothing was heard in time
 * @param abandoned tasks that were replaced while they were out of reach and may return
 * @param orphans tasks of a previous run of the application whose app is not declared
 * @param orphanReservations reservations of a previous run of the application that no
 * instance has
 * @param deployments deployments that go on or are paused
 * @param store how storing the state goes on
 * @since 0.1.0
 */
public record TaskManagerStatus(int killsInFlight, int killsWaiting, int overdueLaunches, int abandoned, int orphans,
		int orphanReservations, int deployments, StoreStatus store) {

}
