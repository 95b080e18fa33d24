package io.mesosframework.task.internal.state;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Reservation;

/**
 * A reservation, as it is stored.
 *
 * @param reservation the reservation
 * @since 0.1.0
 */
public record StoredReservation(Reservation reservation) implements StoredRecord {

	/**
	 * Wrap a reservation.
	 * @param reservation the reservation, or {@code null} if it is gone
	 * @return what is stored, or {@code null}
	 */
	public static @Nullable StoredReservation of(@Nullable Reservation reservation) {
		return (reservation != null) ? new StoredReservation(reservation) : null;
	}

}
