package io.mesosframework.offer;

import java.util.List;

/**
 * Tells what is offered and what has become of it. Every answer is an immutable snapshot
 * that may be read from any thread; of offers that no app wanted, because nothing waited
 * or a handler of the application took them, it knows nothing.
 *
 * @since 0.1.0
 */
public interface ResourceManager {

	/**
	 * Return what is held at the moment.
	 * @return the offers of each agent and role taken together, oldest first
	 */
	List<HeldOffers> held();

	/**
	 * Return what was decided last.
	 * @return at most {@value #DECISIONS} decisions, the latest first
	 */
	List<OfferDecision> decisions();

	/**
	 * Return for which roles offers are asked for.
	 * @return the roles of the framework; none before the first subscription
	 */
	List<RoleState> roles();

	/**
	 * Return the counts since the start.
	 * @return the counts
	 */
	OfferCounters counters();

	/** How many decisions are remembered. */
	int DECISIONS = 200;

}
