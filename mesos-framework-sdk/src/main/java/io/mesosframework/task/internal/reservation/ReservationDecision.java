package io.mesosframework.task.internal.reservation;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Reservation;

/**
 * What becomes of a reservation.
 *
 * @param reservation the reservation as it is from now on; {@code null} if it is
 * forgotten: nothing of it exists, or what exists is freed when it is seen
 * @param next the new reservation that the instance wants instead, or {@code null}
 */
record ReservationDecision(@Nullable Reservation reservation, @Nullable Reservation next) {

	static ReservationDecision of(Reservation reservation) {
		return new ReservationDecision(reservation, null);
	}

}
