package io.mesosframework.scheduler.event;

import java.time.Instant;
import java.util.List;

import org.apache.mesos.v1.Protos.InverseOffer;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.scheduler.SchedulerListener;

/**
 * An event of the master, as passed to {@link SchedulerListener listeners}: the raw
 * message, the time of its receipt and its session. Immutable.
 * <p>
 * The typed accessors return {@code null} or an empty list for events of another type, so
 * that a listener need not check the type first.
 *
 * @param event the event exactly as the master sent it
 * @param receivedAt when it was read from the network
 * @param epoch its session; the epoch is incremented with every subscription
 * @since 0.1.0
 */
public record MesosEvent(Event event, Instant receivedAt, long epoch) {

	/**
	 * Return the type of the event.
	 * @return the type; never {@code UNKNOWN}, because such events are skipped and
	 * counted
	 */
	public Event.Type type() {
		return this.event.getType();
	}

	/**
	 * Return the offers of an OFFERS event.
	 * @return the offers, empty for other events
	 */
	public List<Offer> offers() {
		return this.event.getOffers().getOffersList();
	}

	/**
	 * Return a copy of this OFFERS event with other offers.
	 * @param offers the offers
	 * @return a copy of the event
	 */
	public MesosEvent withOffers(List<Offer> offers) {
		Event.Builder copy = this.event.toBuilder();
		copy.getOffersBuilder().clearOffers().addAllOffers(offers);
		return new MesosEvent(copy.build(), this.receivedAt, this.epoch);
	}

	/**
	 * Return the inverse offers of an INVERSE_OFFERS event.
	 * @return the inverse offers, empty for other events
	 */
	public List<InverseOffer> inverseOffers() {
		return this.event.getInverseOffers().getInverseOffersList();
	}

	/**
	 * Return the status of an UPDATE event.
	 * @return the status, or {@code null} for other events
	 */
	public @Nullable TaskStatus taskStatus() {
		return this.event.hasUpdate() ? this.event.getUpdate().getStatus() : null;
	}

	/**
	 * Return the status of an UPDATE_OPERATION_STATUS event.
	 * @return the status, or {@code null} for other events
	 */
	public @Nullable OperationStatus operationStatus() {
		return this.event.hasUpdateOperationStatus() ? this.event.getUpdateOperationStatus().getStatus() : null;
	}

	/**
	 * Return the id in a RESCIND event.
	 * @return the offer that has become void, or {@code null} for other events
	 */
	public @Nullable OfferID rescindedOffer() {
		return this.event.hasRescind() ? this.event.getRescind().getOfferId() : null;
	}

	/**
	 * Return the id in a RESCIND_INVERSE_OFFER event.
	 * @return the inverse offer that has become void, or {@code null} for other events
	 */
	public @Nullable OfferID rescindedInverseOffer() {
		return this.event.hasRescindInverseOffer() ? this.event.getRescindInverseOffer().getInverseOfferId() : null;
	}

	/**
	 * Return the body of a SUBSCRIBED event.
	 * @return the body, or {@code null} for other events
	 */
	public Event.@Nullable Subscribed subscribed() {
		return this.event.hasSubscribed() ? this.event.getSubscribed() : null;
	}

	/**
	 * Return the body of a MESSAGE event, sent by an executor.
	 * @return the body, or {@code null} for other events
	 */
	public Event.@Nullable Message message() {
		return this.event.hasMessage() ? this.event.getMessage() : null;
	}

	/**
	 * Return the body of a FAILURE event: an agent was removed or an executor has
	 * terminated.
	 * @return the body, or {@code null} for other events
	 */
	public Event.@Nullable Failure failure() {
		return this.event.hasFailure() ? this.event.getFailure() : null;
	}

	/**
	 * Return the body of an ERROR event. The master closes the stream after it.
	 * @return the body, or {@code null} for other events
	 */
	public Event.@Nullable Error error() {
		return this.event.hasError() ? this.event.getError() : null;
	}

	/**
	 * Return a short description without the contents of the event, which may be large or
	 * secret.
	 * @return for example {@code UPDATE of session 3 at 2026-01-01T00:00:00Z}
	 */
	@Override
	public String toString() {
		return type() + " of session " + this.epoch + " at " + this.receivedAt;
	}

}
