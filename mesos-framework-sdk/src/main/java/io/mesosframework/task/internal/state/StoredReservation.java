package io.mesosframework.task.internal.state;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Reservation;

/**
 * Stored form of a reservation.
 *
 * @param reservation the reservation
 * @since 0.1.0
 */
public record StoredReservation(Reservation reservation) implements StoredRecord {

	/**
	 * Wrap a reservation.
	 * @param reservation the reservation, or {@code null} if it was removed
	 * @return the record, or {@code null}
	 */
	public static @Nullable StoredReservation of(@Nullable Reservation reservation) {
		return (reservation != null) ? new StoredReservation(reservation) : null;
	}

}
