package io.mesosframework.offer;

import java.time.Duration;

/**
 * How offers are held and answered.
 *
 * @param hold how long offers are held that nothing fits into yet
 * @param gangHold how long offers are kept together for a gang that is not complete
 * @param maxAge how old an offer may be to be used, from its receipt on
 * @param refuse for how long the master is asked not to offer again what nothing fits
 * into
 * @param refuseIdle the same while nothing waits
 * @param refuseSoon the same while what waits is not ready yet
 * @param avoidUnavailabilityWithin agents whose maintenance begins within this time are
 * not used
 * @param inverseOffers how inverse offers are answered
 * @param offerConstraints whether the master is told which agents the waiting apps can
 * use at all
 * @since 0.1.0
 */
public record OfferOptions(Duration hold, Duration gangHold, Duration maxAge, Duration refuse, Duration refuseIdle,
		Duration refuseSoon, Duration avoidUnavailabilityWithin, InverseOfferPolicy inverseOffers,
		boolean offerConstraints) {

	/** The defaults. */
	public static final OfferOptions DEFAULT = new OfferOptions(Duration.ofSeconds(3), Duration.ofSeconds(30),
			Duration.ofMinutes(1), Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofSeconds(5),
			Duration.ofMinutes(10), InverseOfferPolicy.ACCEPT, true);

	/**
	 * How inverse offers are answered, with which the master asks for agents back that
	 * are to be maintained.
	 */
	public enum InverseOfferPolicy {

		/** Accepted; instances stay until the agent goes. */
		ACCEPT,

		/** Declined. */
		DECLINE,

		/** Left to the handlers of the application. */
		IGNORE

	}

}
