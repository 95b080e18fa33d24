package io.mesosframework.scheduler;

import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * Checks that an event has the members that its type requires. The fields of the union
 * are optional on the wire, so that the parser does not report a missing one.
 */
final class EventCheck {

	private EventCheck() {
	}

	/**
	 * Return whether an event is complete.
	 * @param event an event of a known type
	 */
	static boolean isComplete(Event event) {
		return event.isInitialized() && switch (event.getType()) {
			case UNKNOWN, HEARTBEAT -> true;
			case SUBSCRIBED -> event.hasSubscribed() && !event.getSubscribed().getFrameworkId().getValue().isEmpty();
			case OFFERS -> event.hasOffers();
			case INVERSE_OFFERS -> event.hasInverseOffers();
			case RESCIND -> event.hasRescind();
			case RESCIND_INVERSE_OFFER -> event.hasRescindInverseOffer();
			case UPDATE -> event.hasUpdate();
			case UPDATE_OPERATION_STATUS -> event.hasUpdateOperationStatus();
			case MESSAGE -> event.hasMessage();
			case FAILURE -> event.hasFailure();
			case ERROR -> event.hasError();
		};
	}

}
