package io.mesosframework.offer;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import org.apache.mesos.v1.Protos.Filters;

import io.mesosframework.offer.OfferDecision.Outcome;
import io.mesosframework.offer.OfferPool.Held;
import io.mesosframework.scheduler.MesosScheduler;

/**
 * Declines offers and records the outcome of each. Call on the event loop only.
 */
final class OfferAnswers {

	static final String ANSWERED = "someone else answered it";

	private final MesosScheduler scheduler;

	private final OfferTally tally;

	private final Clock clock;

	private final RandomGenerator random;

	/**
	 * Create an instance.
	 * @param scheduler sends the calls
	 * @param tally records the decisions
	 * @param clock the clock
	 * @param random adds jitter to the refuse filters
	 */
	OfferAnswers(MesosScheduler scheduler, OfferTally tally, Clock clock, RandomGenerator random) {
		this.scheduler = scheduler;
		this.tally = tally;
		this.clock = clock;
		this.random = random;
	}

	/**
	 * Decline offers with one call.
	 * @param offers the offers, already removed from the pool
	 * @param outcome the outcome to record
	 * @param reason the reason to record
	 * @param refuse how long the master should not offer their resources again
	 */
	void decline(List<Held> offers, Outcome outcome, String reason, Duration refuse) {
		List<Held> open = new ArrayList<>();
		List<Held> gone = new ArrayList<>();
		offers.forEach((each) -> (each.reply().isOpen() ? open : gone).add(each));
		record(gone, Outcome.LOST, ANSWERED, 0, List.of());
		if (!open.isEmpty()) {
			// jitter, so that the filters do not all expire at once
			double seconds = refuse.toMillis() / 1000.0 * (0.9 + 0.2 * this.random.nextDouble());
			this.scheduler.offers().decline(open.stream().map(Held::reply).toList(), filters(seconds));
			record(open, outcome, reason, seconds, List.of());
		}
	}

	/** Record the outcome of offers. Does nothing if there are none. */
	void record(List<Held> offers, Outcome outcome, String reason, double seconds, List<String> launched) {
		if (!offers.isEmpty()) {
			this.tally.decided(offers, outcome, reason, seconds, launched, this.clock.instant());
		}
	}

	static Filters filters(double seconds) {
		return Filters.newBuilder().setRefuseSeconds(seconds).build();
	}

}
