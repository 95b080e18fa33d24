package io.mesosframework.boot.task.descriptor;

import java.util.List;

import io.mesosframework.offer.HeldOffers;
import io.mesosframework.offer.OfferCounters;
import io.mesosframework.offer.OfferDecision;
import io.mesosframework.offer.ResourceManager;
import io.mesosframework.offer.RoleState;

/**
 * Describes the current offers and the latest decisions.
 *
 * @param held the offers that wait for a decision, oldest first
 * @param decisions the latest decisions, newest first
 * @param roles the roles and whether offers are requested for them
 * @param counters counts since startup
 * @param averageHoldMillis the average time that an offer was held, in milliseconds
 * @since 0.1.0
 */
public record OffersDescriptor(List<HeldOffers> held, List<OfferDecision> decisions, List<RoleState> roles,
		CountersDescriptor counters, double averageHoldMillis) {

	/** Default limit for the number of offers and decisions. */
	public static final int DEFAULT_LIMIT = 100;

	/**
	 * Describe the offers.
	 * @param resources the resource manager
	 * @param limit the maximum number of offers and of decisions
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
	 * Counts of offers since startup.
	 *
	 * @param received offers received for placement
	 * @param used offers accepted
	 * @param declined offers declined
	 * @param rescinded offers rescinded by the master
	 * @param expired offers declined because they were too old to be used
	 * @param lost offers that ended with their session or were answered by someone else
	 * @param held offers that are currently held
	 * @param invalid tasks that the master dropped because an offer was no longer valid
	 * @param constraintUpdates number of times that changed offer constraints were sent
	 * to the master
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
