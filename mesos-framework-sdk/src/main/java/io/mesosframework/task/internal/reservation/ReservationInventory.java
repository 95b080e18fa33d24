package io.mesosframework.task.internal.reservation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.mesosframework.offer.OfferDemand;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Reservation;
import io.mesosframework.task.ReservationState;
import io.mesosframework.task.internal.app.AppState;

/**
 * Compares known reservations with the existing instances: releases reservations that are
 * no longer needed, returns reservations of a previous run to their instances, and frees
 * the others. Used on the event loop only.
 */
final class ReservationInventory {

	/**
	 * Time after the release of a reservation during which offers are requested
	 * repeatedly.
	 */
	private static final Duration HOPE = ReservationLogic.MEMORY;

	/** How long offers are requested to free a released reservation. */
	private static final Duration INSISTENCE = Duration.ofMinutes(10);

	/** Time after which offers are requested again. */
	private static final Duration ANEW = Duration.ofHours(1);

	private final ReservationLedger ledger;

	private final ReservationLogic logic;

	private final ReservationOrphans orphans;

	ReservationInventory(ReservationLedger ledger, ReservationLogic logic, ReservationOrphans orphans) {
		this.ledger = ledger;
		this.logic = logic;
		this.orphans = orphans;
	}

	/**
	 * Release reservations that are no longer needed, take back those of a previous run,
	 * and give up those that do not reappear.
	 */
	void take(Collection<AppState> all, ReservationDemand demand, @Nullable Instant settledAt, Instant now) {
		Map<String, AppState> apps = new HashMap<>();
		all.forEach((app) -> apps.put(app.name(), app));
		for (Reservation reservation : this.ledger.reservations()) {
			AppState app = apps.get(reservation.app());
			Instance instance = (app != null) ? app.instance(reservation.index()) : null;
			if (reservation.state() != ReservationState.RELEASING
					&& (app == null || instance == null || !app.definition().keepsReservation())) {
				this.ledger.apply(reservation, this.logic.leave(reservation, false, now));
				continue;
			}
			boolean live = instance != null && instance.phase().isLive();
			this.ledger.apply(reservation, this.logic.due(reservation, live, now));
		}
		for (ObservedReservation sight : this.orphans.adoptable()) {
			AppState app = apps.get(sight.labels().app());
			Instance instance = (app != null) ? app.instance(sight.labels().index()) : null;
			if (app != null && instance != null && mayAdopt(app, instance, sight)) {
				adopt(app, sight, now);
			}
		}
		if (settledAt != null && !now.isBefore(settledAt)) {
			for (ObservedReservation sight : this.orphans.left((each) -> hasPlace(apps, each), now)) {
				this.ledger.put(sight.toReservation(ReservationState.RELEASING, now, null));
			}
			if (this.orphans.areAwaited()) {
				demand.want(OfferDemand.ANY_ROLE);
				demand.at(this.orphans.due());
			}
		}
		else {
			demand.at(settledAt);
		}
	}

	/**
	 * Return whether an instance may still take over a reservation that it does not have
	 * yet.
	 */
	private boolean hasPlace(Map<String, AppState> apps, ObservedReservation sight) {
		AppState app = apps.get(sight.labels().app());
		Instance instance = (app != null) ? app.instance(sight.labels().index()) : null;
		if (app == null || instance == null || !app.definition().keepsReservation()) {
			return false;
		}
		Reservation reservation = this.ledger.of(instance.app(), instance.index());
		return reservation == null || reservation.state() == ReservationState.WANTED
				|| reservation.state() == ReservationState.RECOVERING;
	}

	private boolean mayAdopt(AppState app, Instance instance, ObservedReservation sight) {
		Reservation reservation = this.ledger.of(instance.app(), instance.index());
		boolean free = reservation == null || reservation.state() == ReservationState.WANTED
				|| (reservation.state() == ReservationState.RECOVERING && isThere(reservation, sight));
		return free && app.definition().keepsReservation() && !instance.phase().isLive();
	}

	/**
	 * Return whether an observed reservation is on the agent of a recovered one. An agent
	 * that was shut down on request returns with a new id.
	 */
	private static boolean isThere(Reservation sought, ObservedReservation sight) {
		return sight.agentId().equals(sought.agentId())
				|| (!sight.hostname().isEmpty() && sight.hostname().equals(sought.hostname()));
	}

	private void adopt(AppState app, ObservedReservation sight, Instant now) {
		int index = sight.labels().index();
		Reservation before = this.ledger.of(app.name(), index);
		if (before != null) {
			this.ledger.apply(before, this.logic.leave(before, false, now));
		}
		this.orphans.remove(sight.labels().id());
		Reservation reservation = sight.toReservation(ReservationState.RESERVING, now, now);
		Reservation whole = reservation
			.withVolumes(VolumeNeed.of(app.definition()).stream().map((volume) -> volume.id(reservation)).toList());
		this.ledger.put(whole);
		this.ledger.apply(whole, this.logic.seen(whole, sight, now));
	}

	/**
	 * Free released reservations as far as they are offered, and request offers for the
	 * rest.
	 */
	void free(ReservationRound round, ReservationDemand demand, Instant now) {
		for (Reservation reservation : this.ledger.reservations()) {
			if (reservation.state() == ReservationState.RELEASING) {
				round.free(reservation);
				await(reservation, demand, now);
			}
		}
	}

	private void await(Reservation reservation, ReservationDemand demand, Instant now) {
		Reservation left = this.ledger.find(reservation.id());
		if (left == null || left.state() != ReservationState.RELEASING || left.role() == null) {
			return;
		}
		long age = Duration.between(left.since(), now).toMillis();
		demand.at(left.due());
		if (age >= HOPE.toMillis()) {
			return;
		}
		boolean insist = age % ANEW.toMillis() < INSISTENCE.toMillis();
		if (insist) {
			demand.want(left.role());
		}
		demand.at(now.plusMillis((insist ? INSISTENCE : ANEW).toMillis() - age % ANEW.toMillis()));
	}

}
