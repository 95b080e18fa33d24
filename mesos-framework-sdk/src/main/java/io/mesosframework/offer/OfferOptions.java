package io.mesosframework.offer;

import java.time.Duration;

/**
 * Configures how offers are held and answered.
 *
 * @param hold how long an offer is held that fits nothing
 * @param gangHold how long offers are kept for an incomplete gang
 * @param maxAge the maximum age at which an offer is used, counted from its receipt
 * @param refuse how long the master should not offer resources again that fit nothing
 * @param refuseIdle the same while nothing is waiting
 * @param refuseSoon the same while the waiting instances are not ready yet
 * @param avoidUnavailabilityWithin agents whose maintenance begins within this time are
 * not used
 * @param inverseOffers how inverse offers are answered
 * @param offerConstraints whether the master is told which agents the waiting apps can
 * use
 * @since 0.1.0
 */
public record OfferOptions(Duration hold, Duration gangHold, Duration maxAge, Duration refuse, Duration refuseIdle,
		Duration refuseSoon, Duration avoidUnavailabilityWithin, InverseOfferPolicy inverseOffers,
		boolean offerConstraints) {

	/** The default options. */
	public static final OfferOptions DEFAULT = new OfferOptions(Duration.ofSeconds(3), Duration.ofSeconds(30),
			Duration.ofMinutes(1), Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofSeconds(5),
			Duration.ofMinutes(10), InverseOfferPolicy.ACCEPT, true);

	/**
	 * How to answer inverse offers, with which the master asks for agents that are to be
	 * maintained.
	 */
	public enum InverseOfferPolicy {

		/** Accept them; instances stay until the agent goes down. */
		ACCEPT,

		/** Decline them. */
		DECLINE,

		/** Leave them to the handler methods of the application. */
		IGNORE

	}

}
