package io.mesosframework.scheduler;

import java.util.Collection;
import java.util.concurrent.CompletionStage;

import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.Offer;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.CallResult;

/**
 * The right, and the duty, to answer one offer. Thread-safe. The first answer counts; a
 * second one, or one to a void offer, sends nothing and completes with an
 * {@link OfferGoneException}.
 *
 * @since 0.1.0
 */
public interface ClaimedOffer {

	/**
	 * The offer.
	 * @return the offer as it was received
	 */
	Offer offer();

	/**
	 * Whether the offer can still be answered.
	 * @return {@code false} if it is answered, rescinded, or its session has ended
	 */
	boolean isOpen();

	/**
	 * Accepts the offer.
	 * @param operations what to do, in order
	 * @param filters how long resources which are left are refused, {@code null} for the
	 * master's default
	 * @return the class of the answer
	 */
	CompletionStage<CallResult> accept(Collection<Offer.Operation> operations, @Nullable Filters filters);

	/**
	 * Declines the offer.
	 * @param filters how long such resources are refused, {@code null} for the master's
	 * default
	 * @return the class of the answer
	 */
	CompletionStage<CallResult> decline(@Nullable Filters filters);

	/**
	 * Gives the claim back unanswered: the offer is open again. An offer given back after
	 * its event was handled is declined at once.
	 */
	void release();

}
