package io.mesosframework.task.internal.reservation;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.mesosframework.util.Times;

/**
 * What a round of reservations needs next: offers of some roles, and a time. Not
 * thread-safe.
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

	/** What is past is not waited for. */
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
