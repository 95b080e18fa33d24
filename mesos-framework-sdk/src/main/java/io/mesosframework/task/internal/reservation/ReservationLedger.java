package io.mesosframework.task.internal.reservation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

import org.apache.mesos.v1.Protos.OperationStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.model.TextLimits;
import io.mesosframework.task.Reservation;
import io.mesosframework.task.ReservationState;
import io.mesosframework.task.internal.state.StateChanges;
import io.mesosframework.task.internal.state.StoreKeys;
import io.mesosframework.task.internal.state.StoredReservation;

/**
 * Registry of known reservations: the current one of each instance, and those that were
 * given up and are to be freed. The ids of forgotten reservations are kept, so that
 * resources of them that are offered later are freed. Changed on the event loop only; may
 * be read from any thread.
 */
final class ReservationLedger {

	private static final Logger logger = LoggerFactory.getLogger(ReservationLedger.class);

	private static final int MAX_FORGOTTEN = 10_000;

	private final ConcurrentSkipListMap<String, Reservation> reservations = new ConcurrentSkipListMap<>();

	/** Ids of the current reservations of instances. */
	private final Map<Owner, String> current = new HashMap<>();

	private final Map<String, String> operations = new HashMap<>();

	private final Set<String> forgotten = Collections.newSetFromMap(new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
			return size() > MAX_FORGOTTEN;
		}

	});

	private final ReservationLogic logic;

	private final StateChanges changes;

	/**
	 * Create a ledger.
	 * @param logic the logic that decides on operations
	 * @param changes the receiver of changes to be stored
	 */
	ReservationLedger(ReservationLogic logic, StateChanges changes) {
		this.logic = logic;
		this.changes = changes;
	}

	/** Return a snapshot of all reservations. */
	List<Reservation> reservations() {
		return new ArrayList<>(this.reservations.values());
	}

	Collection<Reservation> all() {
		return this.reservations.values();
	}

	boolean isEmpty() {
		return this.reservations.isEmpty();
	}

	/** Return the reservation of an instance, or {@code null} if it has none. */
	@Nullable Reservation of(String app, int index) {
		String key = this.current.get(new Owner(app, index));
		return (key != null) ? this.reservations.get(key) : null;
	}

	/** Return a reservation by its id, or {@code null} if it is unknown. */
	@Nullable Reservation find(String id) {
		return this.reservations.get(id);
	}

	/**
	 * Return the reservation that was observed in an offer, or {@code null} if it is
	 * unknown.
	 */
	@Nullable Reservation find(ObservedReservation sight, Instant now) {
		String id = sight.labels().id();
		Reservation known = this.reservations.get(id);
		if (known == null && this.forgotten.contains(id)) {
			known = sight.toReservation(ReservationState.RELEASING, now, null);
			put(known);
		}
		return known;
	}

	/** Assign a reservation to an instance, which must not have one. */
	void put(Reservation reservation) {
		String key = key(reservation);
		if (reservation.state() != ReservationState.RELEASING) {
			this.current.put(new Owner(reservation.app(), reservation.index()), key);
		}
		this.reservations.put(key, reservation);
		changed(key);
		this.forgotten.remove(key);
		reservation.operations().forEach((operation) -> this.operations.put(operation.id(), key));
	}

	private void changed(String key) {
		if (!key.startsWith("?")) {
			this.changes.changed(StoreKeys.reservation(key), () -> StoredReservation.of(this.reservations.get(key)));
		}
	}

	/** Return the key of a reservation. Recovering reservations have no id yet. */
	private static String key(Reservation reservation) {
		return (reservation.state() == ReservationState.RECOVERING)
				? "?" + reservation.app() + "." + reservation.index() : reservation.id();
	}

	/** Record a decision on a reservation. */
	void apply(Reservation before, ReservationDecision decision) {
		Reservation after = decision.reservation();
		if (before.equals(after) && decision.next() == null) {
			return;
		}
		String key = key(before);
		before.operations().forEach((operation) -> this.operations.remove(operation.id()));
		this.reservations.remove(key);
		changed(key);
		if (before.state() != ReservationState.RELEASING) {
			this.current.remove(new Owner(before.app(), before.index()), key);
		}
		if (after != null) {
			put(after);
		}
		else if (!before.id().isEmpty()) {
			this.forgotten.add(before.id());
		}
		if (decision.next() != null) {
			put(decision.next());
		}
		log(before, after, decision.next());
	}

	private static void log(Reservation before, @Nullable Reservation after, @Nullable Reservation next) {
		if (next != null && next.problem() != null) {
			logger.warn("The reservation of {}[{}] on agent {} is given up: {}", before.app(), before.index(),
					before.hostname(), next.problem());
		}
		else if (after == null && before.state() == ReservationState.RELEASING) {
			logger.info("The reservation that {}[{}] has left on agent {} is free", before.app(), before.index(),
					before.hostname());
		}
		else if (after != null && after.state() != before.state()) {
			logger.info("The reservation of {}[{}] on agent {} is {}", after.app(), after.index(), after.hostname(),
					after.state());
		}
		else if (after != null && after.problem() != null && !after.problem().equals(before.problem())) {
			logger.warn("The reservation of {}[{}] on agent {}: {}", after.app(), after.index(), after.hostname(),
					after.problem());
		}
	}

	/**
	 * Handle operation feedback.
	 * @return the reservation before the feedback, or {@code null} if the operation is
	 * unknown
	 */
	@Nullable Reservation operation(OperationStatus status, Instant now) {
		String id = status.getOperationId().getValue();
		String key = this.operations.get(id);
		Reservation reservation = (key != null) ? this.reservations.get(key) : null;
		if (reservation != null) {
			apply(reservation, this.logic.operation(reservation, id, status.getState(),
					TextLimits.message(status.getMessage()), now));
		}
		return reservation;
	}

	/**
	 * Owner of a reservation.
	 *
	 * @param app the app
	 * @param index the number of the instance
	 */
	private record Owner(String app, int index) {

	}

}
