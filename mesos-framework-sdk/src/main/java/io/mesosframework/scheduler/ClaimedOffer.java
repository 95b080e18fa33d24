package io.mesosframework.scheduler;

import java.util.Collection;
import java.util.concurrent.CompletionStage;

import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.Offer;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.CallResult;

/**
 * The exclusive right, and the obligation, to answer one offer. Thread-safe. Only the
 * first answer is sent. A second one, or one to a void offer, sends nothing and completes
 * with an {@link OfferGoneException}.
 *
 * @since 0.1.0
 */
public interface ClaimedOffer {

	/**
	 * Return the offer.
	 * @return the offer as it was received
	 */
	Offer offer();

	/**
	 * Return whether the offer can still be answered.
	 * @return {@code false} if it has been answered or rescinded, or its session has
	 * ended
	 */
	boolean isOpen();

	/**
	 * Accept the offer.
	 * @param operations the operations, in order
	 * @param filters how long unused resources are refused, {@code null} for the master's
	 * default
	 * @return the class of the answer
	 */
	CompletionStage<CallResult> accept(Collection<Offer.Operation> operations, @Nullable Filters filters);

	/**
	 * Decline the offer.
	 * @param filters how long such resources are refused, {@code null} for the master's
	 * default
	 * @return the class of the answer
	 */
	CompletionStage<CallResult> decline(@Nullable Filters filters);

	/**
	 * Release the claim without answering: the offer is open again. An offer that is
	 * released after its event was handled is declined at once.
	 */
	void release();

}
