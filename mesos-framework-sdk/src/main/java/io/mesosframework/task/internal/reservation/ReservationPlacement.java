package io.mesosframework.task.internal.reservation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.mesosframework.offer.OfferDemand;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.OrphanReservationPolicy;
import io.mesosframework.task.Reservation;
import io.mesosframework.task.ReservationOptions;
import io.mesosframework.task.ReservationState;
import io.mesosframework.task.internal.app.AppState;
import io.mesosframework.task.internal.app.PlacementFindings;
import io.mesosframework.task.internal.app.ReservationWait;
import io.mesosframework.task.internal.app.Turns;
import io.mesosframework.task.internal.reservation.ReservationSearch.Seeker;

/**
 * Launches waiting instances in their reservations and reports what prevents a launch.
 * Used on the event loop only.
 */
final class ReservationPlacement {

	/**
	 * How long a reservation of a previous run is looked for in the offers of its agent.
	 */
	private static final Duration RECOGNITION = Duration.ofSeconds(10);

	/**
	 * How long to wait for reserved resources that are not offered. While nothing is
	 * offered, the last known lack is reported for the same time.
	 */
	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final Turns turns;

	private final ReservationLedger ledger;

	private final ReservationLogic logic;

	private final ReservationOptions options;

	/** Times since when instances wait for their reservations. */
	private final Map<String, Instant> away = new HashMap<>();

	/** Resources that the agents of reservations lacked, by reservation id. */
	private final Map<String, Lack> lacks = new HashMap<>();

	ReservationPlacement(Turns turns, ReservationLedger ledger, ReservationLogic logic, ReservationOptions options) {
		this.turns = turns;
		this.ledger = ledger;
		this.logic = logic;
		this.options = options;
	}

	/**
	 * Launch waiting instances, apps of higher priority first.
	 * @param waiting the groups of waiting instances
	 * @param round the round that takes the launches
	 * @param search the search for new reservations
	 * @param demand the receiver of what is needed next
	 * @param settledAt the time from which new reservations are made
	 * @param findings the receiver of findings
	 */
	void place(List<ReservationGroup> waiting, ReservationRound round, ReservationSearch search,
			ReservationDemand demand, @Nullable Instant settledAt, PlacementFindings findings) {
		Map<String, Instant> awayBefore = new HashMap<>(this.away);
		this.away.clear();
		Map<String, Lack> lacksBefore = new HashMap<>(this.lacks);
		this.lacks.clear();
		Past past = new Past(awayBefore, lacksBefore);
		List<ReservationGroup> sorted = new ArrayList<>(waiting);
		sorted.sort(Comparator.comparingInt((group) -> -group.app().definition().priority()));
		List<Seeker> seekers = new ArrayList<>();
		Map<AppState, Map<Integer, ReservationWait>> all = new LinkedHashMap<>();
		for (ReservationGroup group : sorted) {
			Map<Integer, ReservationWait> why = new TreeMap<>();
			all.put(group.app(), why);
			Map<Instance, Reservation> unplaced = place(group, round, demand, settledAt, past, why);
			if (unplaced.isEmpty()) {
				findings.placed(group.app());
			}
			else {
				seekers.add(new Seeker(group, unplaced, why));
			}
		}
		search.find(seekers);
		seekers.stream()
			.filter((seeker) -> !seeker.unplaced().isEmpty())
			.forEach((seeker) -> demand.want(seeker.group().role()));
		all.forEach(findings::inReservation);
	}

	/** Launch the instances that have a reservation and return those that need one. */
	private Map<Instance, Reservation> place(ReservationGroup group, ReservationRound round, ReservationDemand demand,
			@Nullable Instant settledAt, Past past, Map<Integer, ReservationWait> why) {
		AppState app = group.app();
		Instant now = round.now();
		Map<Instance, Reservation> unplaced = new LinkedHashMap<>();
		for (Instance instance : group.instances()) {
			Reservation reservation = reservation(app, instance, now);
			if (reservation.due() != null && reservation.due().isAfter(now)
					&& reservation.state() != ReservationState.RESERVING) {
				demand.at(reservation.due());
				why.put(instance.index(), new ReservationWait(
						"its reservation could not be made: " + reservation.problem(), reservation.due()));
			}
			else if (reservation.state() != ReservationState.WANTED) {
				ReservationWait reason = inReservation(app, instance, reservation, round, demand, past);
				if (reason != null) {
					why.put(instance.index(), reason);
				}
			}
			else if (settledAt != null && !now.isBefore(settledAt)) {
				unplaced.put(instance, reservation);
			}
			else {
				demand.want(group.role());
				why.put(instance.index(),
						new ReservationWait("reservations of a previous run are looked for first", settledAt));
			}
		}
		return unplaced;
	}

	private Reservation reservation(AppState app, Instance instance, Instant now) {
		Reservation reservation = this.ledger.of(app.name(), instance.index());
		if (reservation != null) {
			return reservation;
		}
		Launch launch = instance.launch();
		boolean adopted = launch != null && app.definitionOf(instance).keepsReservation();
		reservation = this.logic.wanted(app.name(), instance.index(), now);
		if (launch != null && adopted && this.options.orphans() != OrphanReservationPolicy.IGNORE) {
			// its task was found running, so its reservation must exist as well
			reservation = new Reservation(app.name(), instance.index(), "", ReservationState.RECOVERING,
					launch.agentId(), launch.hostname(), null, null, List.of(), List.of(), 0, null, now, null);
			this.turns.workChanged();
			this.turns.request();
		}
		this.ledger.put(reservation);
		return reservation;
	}

	private @Nullable ReservationWait inReservation(AppState app, Instance instance, Reservation reservation,
			ReservationRound round, ReservationDemand demand, Past past) {
		ReservationWait reason = switch (reservation.state()) {
			case READY -> launch(app, instance, reservation, round, demand, past.lacks().get(reservation.id()));
			case RECOVERING ->
				ReservationWait.because("its reservation on agent " + reservation.agentId() + " is looked for");
			default -> ReservationWait.because("its reservation on agent " + reservation.hostname() + " is being made");
		};
		if (reason == null) {
			return null;
		}
		demand.want((reservation.role() != null) ? reservation.role() : OfferDemand.ANY_ROLE);
		demand.at(reservation.due());
		boolean forsaken = isForsaken(app, instance, reservation, demand, past.away(), round.now());
		if (forsaken || isNowhere(reservation, round, demand)) {
			this.ledger.apply(reservation, this.logic.leave(reservation, true, round.now()));
			this.turns.workChanged();
			this.turns.request();
		}
		return reason;
	}

	/**
	 * Launch an instance in its reservation. Reserved resources that are not offered are
	 * waited for, since the previous executor may still hold them. The wait is limited,
	 * since the resources may have been unreserved by others.
	 */
	private @Nullable ReservationWait launch(AppState app, Instance instance, Reservation reservation,
			ReservationRound round, ReservationDemand demand, @Nullable Lack before) {
		Instant now = round.now();
		if (!round.offers(reservation) && before != null && before.last().plus(PATIENCE).isAfter(now)) {
			// declined offers return only after their filter expires
			this.lacks.put(reservation.id(), before);
			demand.at(before.last().plus(PATIENCE));
			return ReservationWait.because(before.text());
		}
		boolean waited = before != null && !before.since().plus(PATIENCE).isAfter(now);
		String text = round.launch(app, instance, waited ? reservation.withReserved(null) : reservation);
		if (text == null) {
			return null;
		}
		if (round.offers(reservation)) {
			Instant since = (before != null) ? before.since() : now;
			this.lacks.put(reservation.id(), new Lack(text, since, now));
			demand.at(since.plus(PATIENCE));
		}
		return ReservationWait.because(text);
	}

	/**
	 * Return whether an instance has waited for its reservation for the maximum time.
	 */
	private boolean isForsaken(AppState app, Instance instance, Reservation reservation, ReservationDemand demand,
			Map<String, Instant> awayBefore, Instant now) {
		Duration patience = app.definition().reservation().leaveAfter();
		if (patience == null || reservation.state() == ReservationState.RESERVING) {
			return false;
		}
		String key = app.name() + "." + instance.index();
		Instant since = awayBefore.getOrDefault(key, now);
		this.away.put(key, since);
		demand.at(since.plus(patience));
		return !since.plus(patience).isAfter(now);
	}

	/**
	 * Return whether the agent offers resources but not the reservation of a previous
	 * run.
	 */
	private static boolean isNowhere(Reservation reservation, ReservationRound round, ReservationDemand demand) {
		if (reservation.state() != ReservationState.RECOVERING) {
			return false;
		}
		Instant limit = reservation.since().plus(RECOGNITION);
		demand.at(limit);
		return !limit.isAfter(round.now()) && round.offers(reservation);
	}

	/**
	 * Resources that an instance lacked in its reservation.
	 *
	 * @param text the description of the lack
	 * @param since since when resources have been missing
	 * @param last when the agent last offered anything
	 */
	private record Lack(String text, Instant since, Instant last) {

	}

	/**
	 * State before this round.
	 *
	 * @param away the times since when instances wait for their reservations
	 * @param lacks the resources that the agents of reservations lacked
	 */
	private record Past(Map<String, Instant> away, Map<String, Lack> lacks) {

	}

}
