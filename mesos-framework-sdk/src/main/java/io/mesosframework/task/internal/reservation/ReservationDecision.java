package io.mesosframework.task.internal.reservation;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Reservation;

/**
 * Decision on a reservation.
 *
 * @param reservation the new state of the reservation; {@code null} if it is forgotten
 * because nothing of it exists or what exists is freed when it is seen
 * @param next the new reservation for the instance instead, or {@code null}
 */
record ReservationDecision(@Nullable Reservation reservation, @Nullable Reservation next) {

	static ReservationDecision of(Reservation reservation) {
		return new ReservationDecision(reservation, null);
	}

}
