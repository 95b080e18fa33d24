package io.mesosframework.offer;

import java.util.List;

/**
 * What is offered and what has become of it, for reading. Every answer is an immutable
 * snapshot that may be read from any thread. Offers that no app wanted, because nothing
 * waited or a handler method of the application took them, are not part of it.
 *
 * @since 0.1.0
 */
public interface OfferView {

	/** How many decisions are remembered. */
	int DECISIONS = 200;

	/**
	 * Return the offers held at the moment.
	 * @return the offers of each agent and role taken together, oldest first
	 */
	List<HeldOffers> held();

	/**
	 * Return the last decisions on offers.
	 * @return at most {@value #DECISIONS} decisions, the latest first
	 */
	List<OfferDecision> decisions();

	/**
	 * Return for which roles offers are requested.
	 * @return the roles of the framework; none before the first subscription
	 */
	List<RoleState> roles();

	/**
	 * Return the counts since the start.
	 * @return the counts
	 */
	OfferCounters counters();

}
