package io.mesosframework.boot.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.mesos.v1.Protos.InverseOffer;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/**
 * The parts of an event that a handler parameter can receive, each with the event types
 * that it selects.
 */
enum Payload {

	OFFERS(Event.Type.OFFERS, Event.Offers.class, Event::getOffers),

	OFFER_LIST(Event.Type.OFFERS, listOf(Offer.class), "List<Offer>", (event) -> event.getOffers().getOffersList(),
			false),

	OFFER(Event.Type.OFFERS, ResolvableType.forClass(Offer.class), "Offer",
			(event) -> event.getOffers().getOffersList(), true),

	UPDATE(Event.Type.UPDATE, Event.Update.class, Event::getUpdate),

	TASK_STATUS(Event.Type.UPDATE, TaskStatus.class, (event) -> event.getUpdate().getStatus()),

	MESSAGE(Event.Type.MESSAGE, Event.Message.class, Event::getMessage),

	RESCIND(Event.Type.RESCIND, Event.Rescind.class, Event::getRescind),

	OFFER_ID(Event.Type.RESCIND, OfferID.class, (event) -> event.getRescind().getOfferId()),

	INVERSE_OFFERS(Event.Type.INVERSE_OFFERS, Event.InverseOffers.class, Event::getInverseOffers),

	INVERSE_OFFER_LIST(Event.Type.INVERSE_OFFERS, listOf(InverseOffer.class), "List<InverseOffer>",
			(event) -> event.getInverseOffers().getInverseOffersList(), false),

	INVERSE_OFFER(Event.Type.INVERSE_OFFERS, ResolvableType.forClass(InverseOffer.class), "InverseOffer",
			(event) -> event.getInverseOffers().getInverseOffersList(), true),

	RESCIND_INVERSE_OFFER(Event.Type.RESCIND_INVERSE_OFFER, Event.RescindInverseOffer.class,
			Event::getRescindInverseOffer),

	FAILURE(Event.Type.FAILURE, Event.Failure.class, Event::getFailure),

	ERROR(Event.Type.ERROR, Event.Error.class, Event::getError),

	UPDATE_OPERATION_STATUS(Event.Type.UPDATE_OPERATION_STATUS, Event.UpdateOperationStatus.class,
			Event::getUpdateOperationStatus),

	OPERATION_STATUS(Event.Type.UPDATE_OPERATION_STATUS, OperationStatus.class,
			(event) -> event.getUpdateOperationStatus().getStatus()),

	SUBSCRIBED(Event.Type.SUBSCRIBED, Event.Subscribed.class, Event::getSubscribed);

	private final Event.Type eventType;

	private final ResolvableType type;

	private final String display;

	private final Function<Event, Object> extractor;

	private final boolean perItem;

	Payload(Event.Type eventType, Class<?> type, Function<Event, Object> extractor) {
		this(eventType, ResolvableType.forClass(type), display(type), extractor, false);
	}

	Payload(Event.Type eventType, ResolvableType type, String display, Function<Event, Object> extractor,
			boolean perItem) {
		this.eventType = eventType;
		this.type = type;
		this.display = display;
		this.extractor = extractor;
		this.perItem = perItem;
	}

	/**
	 * Return the payload for a parameter.
	 * @param parameter the parameter
	 * @return the payload, or {@code null} if the parameter receives no part of an event
	 */
	static @Nullable Payload of(MethodParameter parameter) {
		ResolvableType declared = ResolvableType.forMethodParameter(parameter);
		for (Payload payload : values()) {
			if (payload.matches(declared)) {
				return payload;
			}
		}
		return null;
	}

	/**
	 * Return the names of the parameter types that select an event type.
	 * @param type type of the event
	 * @return the names, for use in messages
	 */
	static String namesFor(Event.Type type) {
		List<String> names = new ArrayList<>();
		for (Payload payload : values()) {
			if (payload.eventType == type) {
				names.add(payload.display);
			}
		}
		return String.join(", ", names);
	}

	/**
	 * Return all parameter types by event type.
	 * @return one line for each event type, for use in messages
	 */
	static List<String> allowed() {
		return List.of(Event.Type.values())
			.stream()
			.filter((type) -> !namesFor(type).isEmpty())
			.map((type) -> type.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + namesFor(type))
			.collect(Collectors.toList());
	}

	private boolean matches(ResolvableType declared) {
		if (!this.type.hasGenerics()) {
			return this.type.toClass() == declared.toClass();
		}
		Class<?> container = declared.toClass();
		boolean list = container == List.class || container == Iterable.class
				|| container == java.util.Collection.class;
		return list && declared.getGeneric(0).toClass() == this.type.getGeneric(0).toClass();
	}

	Event.Type eventType() {
		return this.eventType;
	}

	/**
	 * Return whether the handler is called once for each item of the event.
	 * @return whether {@link #extract} returns the list of the items
	 */
	boolean isPerItem() {
		return this.perItem;
	}

	String display() {
		return this.display;
	}

	Object extract(Event event) {
		return this.extractor.apply(event);
	}

	private static ResolvableType listOf(Class<?> type) {
		return ResolvableType.forClassWithGenerics(List.class, type);
	}

	private static String display(Class<?> type) {
		return (type.getDeclaringClass() == Event.class) ? "Event." + type.getSimpleName() : type.getSimpleName();
	}

}
