package io.mesosframework.scheduler;

import org.apache.mesos.v1.Protos.OfferID;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.MesosException;

/**
 * Thrown when an offer is answered that is void: it was rescinded, its session has ended,
 * or it was answered before. Nothing was sent, because an ACCEPT with one void offer
 * loses all its offers and tasks.
 *
 * @since 0.1.0
 */
public class OfferGoneException extends MesosException {

	private static final long serialVersionUID = 1L;

	private final transient @Nullable OfferID offerId;

	/**
	 * Create an exception.
	 * @param offerId the offer
	 * @param reason why it is void
	 */
	public OfferGoneException(OfferID offerId, String reason) {
		super("Offer '" + offerId.getValue() + "' cannot be answered: " + reason);
		this.offerId = offerId;
	}

	/**
	 * Return the id of the offer.
	 * @return the id, {@code null} after deserialization
	 */
	public @Nullable OfferID offerId() {
		return this.offerId;
	}

}
