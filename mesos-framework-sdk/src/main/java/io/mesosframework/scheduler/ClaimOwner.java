package io.mesosframework.scheduler;

import java.util.Collection;

import org.apache.mesos.v1.Protos.Offer;

/**
 * Is told when offers that it has claimed become void, so that it need not follow
 * {@code RESCIND} events and the ends of sessions itself.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ClaimOwner {

	/** Is told nothing. */
	ClaimOwner NONE = (offers, reason) -> {
	};

	/**
	 * Claimed offers cannot be answered any longer. Called on the event loop, once for
	 * each claim at most, before listeners see the event that caused it; never for an
	 * offer that was answered through its claim.
	 * @param offers the offers, at least one
	 * @param reason why they are void
	 */
	void voided(Collection<Offer> offers, Reason reason);

	/**
	 * Why an offer is void.
	 */
	enum Reason {

		/** The master has rescinded it. */
		RESCINDED,

		/** The session in which it was received has ended. */
		SESSION_ENDED,

		/** It was answered by a call that did not use the claim. */
		ANSWERED

	}

}
