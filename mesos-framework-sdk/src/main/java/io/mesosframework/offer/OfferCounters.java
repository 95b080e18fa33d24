package io.mesosframework.offer;

import java.time.Duration;

/**
 * Offer counts since the start. Every received offer is either still held, or was used,
 * declined, rescinded or lost, or has expired.
 *
 * @param received offers taken for placement
 * @param used offers accepted
 * @param declined offers declined
 * @param rescinded offers taken back by the master
 * @param expired offers declined because they were too old to be used
 * @param lost offers that ended with their session or were answered by someone else
 * @param held offers that are held now, including those about to be accepted
 * @param invalid tasks that the master dropped because an offer was no longer valid
 * @param constraintUpdates how often the offer constraints were changed; only the master
 * knows how many offers they saved
 * @param inverseOffers inverse offers answered
 * @param holdTime the total time for which offers were held
 * @param placements placement rounds
 * @param placementTime the total time that placement rounds took
 * @since 0.1.0
 */
public record OfferCounters(long received, long used, long declined, long rescinded, long expired, long lost, long held,
		long invalid, long constraintUpdates, long inverseOffers, Duration holdTime, long placements,
		Duration placementTime) {

}
