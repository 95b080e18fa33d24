package io.mesosframework.boot.event;

import java.util.List;
import java.util.stream.Collectors;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;

import io.mesosframework.task.Instance;
import io.mesosframework.task.TaskStateChanged;

/**
 * Summarizes an event in one line, with the ids needed to find it in the Mesos logs.
 * Payloads (data, labels, environment) are omitted because they may contain secrets.
 */
final class EventSummary {

	private static final int MAX_OFFERS = 10;

	private EventSummary() {
	}

	static String of(Event event) {
		return switch (event.getType()) {
			case OFFERS -> "offers " + offers(event.getOffers().getOffersList());
			case UPDATE -> update(event.getUpdate().getStatus());
			case RESCIND -> "the rescission of offer " + event.getRescind().getOfferId().getValue();
			case INVERSE_OFFERS -> event.getInverseOffers().getInverseOffersCount() + " inverse offers";
			case RESCIND_INVERSE_OFFER ->
				"the rescission of inverse offer " + event.getRescindInverseOffer().getInverseOfferId().getValue();
			case UPDATE_OPERATION_STATUS -> operation(event.getUpdateOperationStatus().getStatus());
			case MESSAGE -> "a message of executor " + event.getMessage().getExecutorId().getValue() + " on agent "
					+ event.getMessage().getAgentId().getValue();
			case FAILURE -> failure(event.getFailure());
			default -> "event " + event.getType();
		};
	}

	static String of(TaskStateChanged change) {
		Instance after = change.after();
		String what = "the change of " + after.app() + "[" + after.index() + "] to " + after.phase();
		return (after.launch() != null) ? what + ", task " + after.launch().taskId() : what;
	}

	static String offers(List<Offer> offers) {
		String ids = offers.stream()
			.limit(MAX_OFFERS)
			.map((offer) -> offer.getId().getValue() + " (" + offer.getHostname() + ")")
			.collect(Collectors.joining(", "));
		return (offers.size() > MAX_OFFERS) ? ids + " and " + (offers.size() - MAX_OFFERS) + " more" : ids;
	}

	private static String update(TaskStatus status) {
		return status.getState() + " of task " + status.getTaskId().getValue() + " on agent "
				+ status.getAgentId().getValue();
	}

	private static String operation(OperationStatus status) {
		return status.getState() + " of operation " + status.getOperationId().getValue();
	}

	private static String failure(Event.Failure failure) {
		String agent = failure.getAgentId().getValue();
		return failure.hasExecutorId()
				? "the failure of executor " + failure.getExecutorId().getValue() + " on agent " + agent
				: "the failure of agent " + agent;
	}

}
