package io.mesosframework.task.internal.reservation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.task.OrphanReservationPolicy;
import io.mesosframework.task.ReservationOptions;

/**
 * Reservations of the framework that belong to no instance, found in offers by their
 * labels. Each is logged once. Changed on the event loop only; the count may be read from
 * any thread.
 */
final class ReservationOrphans {

	private static final Logger logger = LoggerFactory.getLogger(ReservationOrphans.class);

	private static final int MAX = 10_000;

	private final Map<String, Orphan> orphans = new LinkedHashMap<>();

	private final ReservationOptions options;

	private volatile int count;

	ReservationOrphans(ReservationOptions options) {
		this.options = options;
	}

	int count() {
		return this.count;
	}

	/**
	 * Record an unknown reservation.
	 * @param sight the observed reservation
	 * @param ours whether this framework made it, and not another one of the same name
	 * @param now the current time
	 */
	void seen(ObservedReservation sight, boolean ours, Instant now) {
		Orphan before = this.orphans.get(sight.labels().id());
		this.orphans.put(sight.labels().id(),
				new Orphan(sight, ours, (before != null) ? before.since() : now, before != null && before.logged()));
		if (this.orphans.size() > MAX) {
			this.orphans.remove(this.orphans.keySet().iterator().next());
		}
		this.count = this.orphans.size();
	}

	/** Return the reservations that an instance of a declared app may take over. */
	List<ObservedReservation> adoptable() {
		return (this.options.orphans() == OrphanReservationPolicy.IGNORE) ? List.of()
				: this.orphans.values().stream().map(Orphan::sight).toList();
	}

	void remove(String id) {
		this.orphans.remove(id);
		this.count = this.orphans.size();
	}

	/**
	 * Log the reservations that no instance will take over. Remove and return those to be
	 * freed now.
	 */
	List<ObservedReservation> left(Predicate<ObservedReservation> hasPlace, Instant now) {
		List<ObservedReservation> free = new ArrayList<>();
		this.orphans.replaceAll((id, orphan) -> {
			if (hasPlace.test(orphan.sight()) && this.options.orphans() != OrphanReservationPolicy.IGNORE) {
				return orphan;
			}
			boolean over = !orphan.since().plus(this.options.grace()).isAfter(now);
			if (over && isFreed(orphan)) {
				free.add(orphan.sight());
			}
			return orphan.logged() ? orphan : log(orphan);
		});
		free.forEach((sight) -> remove(sight.labels().id()));
		return free;
	}

	/**
	 * Return whether an orphan may be freed. Reservations that another framework of the
	 * same name may have made are never destroyed.
	 */
	private boolean isFreed(Orphan orphan) {
		return this.options.orphans() == OrphanReservationPolicy.FREE && orphan.ours();
	}

	private Orphan log(Orphan orphan) {
		ReservationLabels labels = orphan.sight().labels();
		String what = isFreed(
				orphan) ? "it is freed after " + this.options.grace() + ", with its data, unless the instance is deployed" : "deploy it to use the reservation again, or let the policy for orphan reservations be 'free' to free it with its data";
		logger.warn(
				"Reservation {} of {}[{}] on agent {} is of a previous run of the application and no instance has it: {}",
				labels.id(), labels.app(), labels.index(), orphan.sight().hostname(), what);
		return new Orphan(orphan.sight(), orphan.ours(), orphan.since(), true);
	}

	/**
	 * Return whether any orphan is to be freed later and must therefore be offered again.
	 */
	boolean areAwaited() {
		return this.orphans.values().stream().anyMatch(this::isFreed);
	}

	/** Return when the next orphan is to be freed, or {@code null} if there is none. */
	@Nullable Instant due() {
		return areAwaited() ? this.orphans.values()
			.stream()
			.filter(this::isFreed)
			.map((each) -> each.since().plus(this.options.grace()))
			.min(Instant::compareTo)
			.orElse(null) : null;
	}

	/**
	 * Reservation that belongs to no instance.
	 *
	 * @param sight the last observation
	 * @param ours whether this framework made it
	 * @param since when it was first observed
	 * @param logged whether it has been logged
	 */
	private record Orphan(ObservedReservation sight, boolean ours, Instant since, boolean logged) {

	}

}
