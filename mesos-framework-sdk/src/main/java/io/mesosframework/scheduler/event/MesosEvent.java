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
 * An event of the master, as handed to {@link SchedulerListener listeners}: the raw
 * message, when it came and in which session. Immutable.
 * <p>
 * The typed accessors return {@code null} or an empty list when the event is of another
 * type, so that a listener can ask without looking at the type first.
 *
 * @param event the event exactly as the master sent it
 * @param receivedAt when it was read from the network
 * @param epoch the session it belongs to; epochs grow by one with every subscription
 * @since 0.1.0
 */
public record MesosEvent(Event event, Instant receivedAt, long epoch) {

	/**
	 * The event's type.
	 * @return the type; never {@code UNKNOWN}, since such events are skipped and counted
	 */
	public Event.Type type() {
		return this.event.getType();
	}

	/**
	 * The offers of an OFFERS event.
	 * @return the offers, empty for other events
	 */
	public List<Offer> offers() {
		return this.event.getOffers().getOffersList();
	}

	/**
	 * Return this OFFERS event with other offers.
	 * @param offers the offers
	 * @return a copy of the event
	 */
	public MesosEvent withOffers(List<Offer> offers) {
		Event.Builder copy = this.event.toBuilder();
		copy.getOffersBuilder().clearOffers().addAllOffers(offers);
		return new MesosEvent(copy.build(), this.receivedAt, this.epoch);
	}

	/**
	 * The inverse offers of an INVERSE_OFFERS event.
	 * @return the inverse offers, empty for other events
	 */
	public List<InverseOffer> inverseOffers() {
		return this.event.getInverseOffers().getInverseOffersList();
	}

	/**
	 * The status of an UPDATE event.
	 * @return the status, or {@code null} for other events
	 */
	public @Nullable TaskStatus taskStatus() {
		return this.event.hasUpdate() ? this.event.getUpdate().getStatus() : null;
	}

	/**
	 * The status of an UPDATE_OPERATION_STATUS event.
	 * @return the status, or {@code null} for other events
	 */
	public @Nullable OperationStatus operationStatus() {
		return this.event.hasUpdateOperationStatus() ? this.event.getUpdateOperationStatus().getStatus() : null;
	}

	/**
	 * The id in a RESCIND event.
	 * @return the offer which is void now, or {@code null} for other events
	 */
	public @Nullable OfferID rescindedOffer() {
		return this.event.hasRescind() ? this.event.getRescind().getOfferId() : null;
	}

	/**
	 * The id in a RESCIND_INVERSE_OFFER event.
	 * @return the inverse offer which is void now, or {@code null} for other events
	 */
	public @Nullable OfferID rescindedInverseOffer() {
		return this.event.hasRescindInverseOffer() ? this.event.getRescindInverseOffer().getInverseOfferId() : null;
	}

	/**
	 * The body of a SUBSCRIBED event.
	 * @return the body, or {@code null} for other events
	 */
	public Event.@Nullable Subscribed subscribed() {
		return this.event.hasSubscribed() ? this.event.getSubscribed() : null;
	}

	/**
	 * The body of a MESSAGE event, sent by an executor.
	 * @return the body, or {@code null} for other events
	 */
	public Event.@Nullable Message message() {
		return this.event.hasMessage() ? this.event.getMessage() : null;
	}

	/**
	 * The body of a FAILURE event: an agent is gone or an executor has ended.
	 * @return the body, or {@code null} for other events
	 */
	public Event.@Nullable Failure failure() {
		return this.event.hasFailure() ? this.event.getFailure() : null;
	}

	/**
	 * The body of an ERROR event; the master closes the stream after it.
	 * @return the body, or {@code null} for other events
	 */
	public Event.@Nullable Error error() {
		return this.event.hasError() ? this.event.getError() : null;
	}

	/**
	 * A short description without the event's contents, which may be large or secret.
	 * @return for example {@code UPDATE of session 3 at 2026-01-01T00:00:00Z}
	 */
	@Override
	public String toString() {
		return type() + " of session " + this.epoch + " at " + this.receivedAt;
	}

}
