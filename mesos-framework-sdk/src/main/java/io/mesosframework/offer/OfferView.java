package io.mesosframework.offer;

import java.util.List;

/**
 * Read-only view of the offers held and of past decisions. Every method returns an
 * immutable snapshot and may be called from any thread. Offers that no app wanted,
 * because nothing was waiting or a handler method of the application took them, are not
 * included.
 *
 * @since 0.1.0
 */
public interface OfferView {

	/** The number of decisions that are remembered. */
	int DECISIONS = 200;

	/**
	 * Return the offers held at the moment.
	 * @return the offers, combined by agent and role, oldest first
	 */
	List<HeldOffers> held();

	/**
	 * Return the last decisions on offers.
	 * @return at most {@value #DECISIONS} decisions, the latest first
	 */
	List<OfferDecision> decisions();

	/**
	 * Return the roles of the framework and whether offers are requested for each.
	 * @return the roles; empty before the first subscription
	 */
	List<RoleState> roles();

	/**
	 * Return the counts since the start.
	 * @return the counts
	 */
	OfferCounters counters();

}
