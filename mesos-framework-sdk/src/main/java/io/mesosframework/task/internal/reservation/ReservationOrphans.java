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
 * Reservations of the framework that no instance has, found by their labels in offers.
 * Each is logged once. Changed on the event loop only; the count may be read from any
 * thread.
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
	 * A reservation was seen that is unknown.
	 * @param sight what was seen
	 * @param ours whether this very framework made it, and not only one of the same name
	 * @param now the time
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

	/** Return the reservations that an instance of a declared app may get back. */
	List<ObservedReservation> adoptable() {
		return (this.options.orphans() == OrphanReservationPolicy.IGNORE) ? List.of()
				: this.orphans.values().stream().map(Orphan::sight).toList();
	}

	void remove(String id) {
		this.orphans.remove(id);
		this.count = this.orphans.size();
	}

	/** Log what no instance will take, and take out what is to be freed now. */
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

	/** What another framework of the same name may have made is never destroyed. */
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

	/** Return whether any is to be freed in time, and so must be offered again. */
	boolean areAwaited() {
		return this.orphans.values().stream().anyMatch(this::isFreed);
	}

	/** Return when the next is to be freed, or {@code null} if none is. */
	@Nullable Instant due() {
		return areAwaited() ? this.orphans.values()
			.stream()
			.filter(this::isFreed)
			.map((each) -> each.since().plus(this.options.grace()))
			.min(Instant::compareTo)
			.orElse(null) : null;
	}

	/**
	 * A reservation that no instance has.
	 *
	 * @param sight as it was seen last
	 * @param ours whether this very framework made it
	 * @param since when it was seen first
	 * @param logged whether it has been logged
	 */
	private record Orphan(ObservedReservation sight, boolean ours, Instant since, boolean logged) {

	}

}
