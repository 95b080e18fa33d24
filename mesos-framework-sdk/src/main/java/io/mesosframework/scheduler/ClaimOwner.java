package io.mesosframework.scheduler;

import java.util.Collection;

import org.apache.mesos.v1.Protos.Offer;

/**
 * Callback for offers that become void after they were claimed, so that the owner of a
 * claim need not track {@code RESCIND} events and the ends of sessions itself.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ClaimOwner {

	/** Ignores the notifications. */
	ClaimOwner NONE = (offers, reason) -> {
	};

	/**
	 * Handle claimed offers that can no longer be answered. Called on the event loop, at
	 * most once for each claim, before listeners see the event that caused it. Not called
	 * for an offer that was answered through its claim.
	 * @param offers the offers, at least one
	 * @param reason why they are void
	 */
	void voided(Collection<Offer> offers, Reason reason);

	/**
	 * Why an offer is void.
	 */
	enum Reason {

		/** The master has rescinded the offer. */
		RESCINDED,

		/** The session in which it was received has ended. */
		SESSION_ENDED,

		/** The offer was answered by a call that did not use the claim. */
		ANSWERED

	}

}
