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
 * Sees to it that each offer is answered exactly once. A claim is the only truth about an
 * offer: whether it can still be answered is asked there and nowhere else.
 * <p>
 * Every offer received is open until someone claims it, answers it with a call, or it is
 * void. Whoever {@linkplain #claim claims} an offer owes its answer, and is told if the
 * offer becomes void first. Offers which are still open when all listeners have seen them
 * are declined once by the scheduler. Thread-safe.
 *
 * @since 0.1.0
 */
public interface OfferClaims {

	/**
	 * The offers which no one has claimed or answered.
	 * @return a snapshot, oldest first
	 */
	List<Offer> open();

	/**
	 * How many offers are not answered yet, claimed or not.
	 * @return the number
	 */
	int outstanding();

	/**
	 * Claims an offer without being told when it becomes void.
	 * @param offerId the offer
	 * @return the right to answer it; {@code null} if someone else has it, or the offer
	 * is answered or void
	 * @see #claim(OfferID, ClaimOwner)
	 */
	default @Nullable ClaimedOffer claim(OfferID offerId) {
		return claim(offerId, ClaimOwner.NONE);
	}

	/**
	 * Claims an offer.
	 * @param offerId the offer
	 * @param owner is told if the offer becomes void before the claim is used
	 * @return the right to answer it; {@code null} if someone else has it, or the offer
	 * is answered or void
	 */
	@Nullable ClaimedOffer claim(OfferID offerId, ClaimOwner owner);

	/**
	 * Accepts several claimed offers of one agent with one call. If one of them is void
	 * by now, nothing is sent, the stage completes with an {@link OfferGoneException} and
	 * the others stay claimed.
	 * @param replies the claimed offers
	 * @param operations what to do, in order; none to decline the offers
	 * @param filters how long resources which are left are refused, {@code null} for the
	 * master's default
	 * @return the class of the answer
	 */
	CompletionStage<CallResult> accept(Collection<ClaimedOffer> replies, Collection<Offer.Operation> operations,
			@Nullable Filters filters);

	/**
	 * Declines several claimed offers with one call. Those that are void by now are left
	 * out.
	 * @param replies the claimed offers, of any agents
	 * @param filters how long such resources are refused, {@code null} for the master's
	 * default
	 */
	default void decline(Collection<ClaimedOffer> replies, @Nullable Filters filters) {
		replies.forEach((reply) -> reply.decline(filters));
	}

}
