package io.mesosframework.task.internal.reservation;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.mesosframework.util.Times;

/**
 * Demand of a reservation round: the roles whose offers are needed and the time of the
 * next round. Not thread-safe.
 */
final class ReservationDemand {

	private final Set<String> roles = new HashSet<>();

	private final Instant now;

	private @Nullable Instant due;

	ReservationDemand(Instant now) {
		this.now = now;
	}

	void want(String role) {
		this.roles.add(role);
	}

	/** Request a round at the given time. Times in the past are ignored. */
	void at(@Nullable Instant time) {
		if (time != null && time.isAfter(this.now)) {
			this.due = Times.earliest(this.due, time);
		}
	}

	Set<String> roles() {
		return this.roles;
	}

	@Nullable Instant due() {
		return this.due;
	}

}
