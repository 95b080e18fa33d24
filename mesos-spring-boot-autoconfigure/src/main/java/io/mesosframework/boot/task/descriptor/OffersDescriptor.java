package io.mesosframework.boot.task.descriptor;

import java.util.List;

import io.mesosframework.offer.HeldOffers;
import io.mesosframework.offer.OfferCounters;
import io.mesosframework.offer.OfferDecision;
import io.mesosframework.offer.ResourceManager;
import io.mesosframework.offer.RoleState;

/**
 * What is offered and what has become of it.
 *
 * @param held offers that wait for a decision, the oldest first
 * @param decisions what was decided last, the latest first
 * @param roles for which roles offers are asked for
 * @param counters counts since the start
 * @param averageHoldMillis how long an offer was held on average, in milliseconds
 * @since 0.1.0
 */
public record OffersDescriptor(List<HeldOffers> held, List<OfferDecision> decisions, List<RoleState> roles,
		CountersDescriptor counters, double averageHoldMillis) {

	/** How many offers and decisions are shown unless asked otherwise. */
	public static final int DEFAULT_LIMIT = 100;

	/**
	 * Describe the offers.
	 * @param resources knows the offers
	 * @param limit how many offers and decisions are shown at most
	 * @return the description
	 */
	public static OffersDescriptor of(ResourceManager resources, int limit) {
		OfferCounters counters = resources.counters();
		long answered = counters.used() + counters.declined() + counters.rescinded() + counters.expired()
				+ counters.lost();
		return new OffersDescriptor(resources.held().stream().limit(limit).toList(),
				resources.decisions().stream().limit(limit).toList(), resources.roles(),
				CountersDescriptor.of(counters),
				(answered > 0) ? (double) counters.holdTime().toMillis() / answered : 0);
	}

	/**
	 * Counts of offers since the start.
	 *
	 * @param received offers taken for placement
	 * @param used offers accepted
	 * @param declined offers declined
	 * @param rescinded offers taken back by the master
	 * @param expired offers declined because they were too old to be used
	 * @param lost offers that ended with their session, or that someone else answered
	 * @param held offers that are held now
	 * @param invalid tasks that the master dropped because an offer was no longer valid
	 * @param constraintUpdates how often the master was told other offer constraints
	 * @param inverseOffers inverse offers answered
	 */
	public record CountersDescriptor(long received, long used, long declined, long rescinded, long expired, long lost,
			long held, long invalid, long constraintUpdates, long inverseOffers) {

		static CountersDescriptor of(OfferCounters counters) {
			return new CountersDescriptor(counters.received(), counters.used(), counters.declined(),
					counters.rescinded(), counters.expired(), counters.lost(), counters.held(), counters.invalid(),
					counters.constraintUpdates(), counters.inverseOffers());
		}

	}

}
