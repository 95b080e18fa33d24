package io.mesosframework.scheduler;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.CallResult;

/**
 * Makes sure that each offer is answered exactly once. The claims are the only place that
 * knows whether an offer can still be answered.
 * <p>
 * Every received offer is open until it is claimed, answered by a call, or void. Whoever
 * {@linkplain #claim claims} an offer must answer it, and is notified if the offer
 * becomes void first. The scheduler declines the offers that are still open after all
 * listeners have seen them. Thread-safe.
 *
 * @since 0.1.0
 */
public interface OfferClaims {

	/**
	 * Return the offers that have neither been claimed nor answered.
	 * @return a snapshot, oldest first
	 */
	List<Offer> open();

	/**
	 * Return how many offers have not been answered, claimed or not.
	 * @return the number
	 */
	int outstanding();

	/**
	 * Claim an offer without a notification when it becomes void.
	 * @param offerId the offer
	 * @return the right to answer it; {@code null} if it is claimed, answered or void
	 * @see #claim(OfferID, ClaimOwner)
	 */
	default @Nullable ClaimedOffer claim(OfferID offerId) {
		return claim(offerId, ClaimOwner.NONE);
	}

	/**
	 * Claim an offer.
	 * @param offerId the offer
	 * @param owner notified if the offer becomes void before the claim is used
	 * @return the right to answer it; {@code null} if it is claimed, answered or void
	 */
	@Nullable ClaimedOffer claim(OfferID offerId, ClaimOwner owner);

	/**
	 * Accept several claimed offers of one agent with one call. If one of them has become
	 * void, nothing is sent, the stage completes with an {@link OfferGoneException} and
	 * the others stay claimed.
	 * @param replies the claimed offers
	 * @param operations the operations, in order; none to decline the offers
	 * @param filters how long unused resources are refused, {@code null} for the master's
	 * default
	 * @return the class of the answer
	 */
	CompletionStage<CallResult> accept(Collection<ClaimedOffer> replies, Collection<Offer.Operation> operations,
			@Nullable Filters filters);

	/**
	 * Decline several claimed offers with one call. Offers that have become void are left
	 * out.
	 * @param replies the claimed offers, of any agents
	 * @param filters how long such resources are refused, {@code null} for the master's
	 * default
	 */
	default void decline(Collection<ClaimedOffer> replies, @Nullable Filters filters) {
		replies.forEach((reply) -> reply.decline(filters));
	}

}
