package io.mesosframework.offer;

import java.time.Duration;

/**
 * Counts of offers since the start. Of all offers received, those that are not held now
 * were used, declined, rescinded, lost, or had expired.
 *
 * @param received offers taken for placement
 * @param used offers accepted
 * @param declined offers declined
 * @param rescinded offers taken back by the master
 * @param expired offers declined because they were too old to be used
 * @param lost offers that ended with their session, or that someone else answered
 * @param held offers that are held now, those included that are about to be accepted
 * @param invalid tasks that the master dropped because an offer was no longer valid
 * @param constraintUpdates how often the master was told other offer constraints; how
 * many offers they saved is known to the master only
 * @param inverseOffers inverse offers answered
 * @param holdTime the time that all offers together were held
 * @param placements rounds of placement
 * @param placementTime the time that all rounds together took to decide
 * @since 0.1.0
 */
public record OfferCounters(long received, long used, long declined, long rescinded, long expired, long lost, long held,
		long invalid, long constraintUpdates, long inverseOffers, Duration holdTime, long placements,
		Duration placementTime) {

}
