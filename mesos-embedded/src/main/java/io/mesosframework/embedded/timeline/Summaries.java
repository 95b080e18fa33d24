package io.mesosframework.embedded.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * Calls and events in a few words.
 */
final class Summaries {

	private static final int MAX_ITEMS = 5;

	private Summaries() {
	}

	static String of(Call call) {
		String name = call.getType().name();
		return switch (call.getType()) {
			case SUBSCRIBE -> name + " " + call.getSubscribe().getFrameworkInfo().getName();
			case ACCEPT -> name + " " + operations(call.getAccept().getOperationsList()) + " on "
					+ offers(call.getAccept().getOfferIdsList());
			case DECLINE -> name + " " + offers(call.getDecline().getOfferIdsList()) + " for "
					+ call.getDecline().getFilters().getRefuseSeconds() + " s";
			case KILL -> name + " " + call.getKill().getTaskId().getValue();
			case ACKNOWLEDGE -> name + " " + call.getAcknowledge().getTaskId().getValue();
			case RECONCILE -> name + " " + ((call.getReconcile().getTasksCount() == 0) ? "all tasks" : list(
					call.getReconcile().getTasksList().stream().map((task) -> task.getTaskId().getValue()).toList()));
			case REVIVE -> name + " " + list(call.getRevive().getRolesList());
			case SUPPRESS -> name + " " + list(call.getSuppress().getRolesList());
			case SHUTDOWN -> name + " " + call.getShutdown().getExecutorId().getValue();
			case MESSAGE -> name + " to " + call.getMessage().getExecutorId().getValue();
			default -> name;
		};
	}

	static String of(Event event) {
		String name = event.getType().name();
		return switch (event.getType()) {
			case SUBSCRIBED -> name + " " + event.getSubscribed().getFrameworkId().getValue();
			case OFFERS -> name + " "
					+ list(event.getOffers()
						.getOffersList()
						.stream()
						.map((offer) -> offer.getId().getValue() + " of " + offer.getHostname())
						.toList());
			case RESCIND -> name + " " + event.getRescind().getOfferId().getValue();
			case UPDATE -> name + " " + status(event.getUpdate().getStatus());
			case ERROR -> name + " " + event.getError().getMessage();
			case FAILURE -> name + " "
					+ (event.getFailure().hasExecutorId() ? "executor " + event.getFailure().getExecutorId().getValue()
							: "agent " + agent(event.getFailure().getAgentId()));
			case MESSAGE -> name + " of " + event.getMessage().getExecutorId().getValue();
			case UPDATE_OPERATION_STATUS -> name + " " + event.getUpdateOperationStatus().getStatus().getState();
			default -> name;
		};
	}

	private static String status(TaskStatus status) {
		StringBuilder out = new StringBuilder(status.getTaskId().getValue()).append(' ').append(status.getState());
		if (status.hasReason()) {
			out.append(' ').append(status.getReason());
		}
		if (!status.getMessage().isEmpty()) {
			out.append(" \"").append(status.getMessage()).append('"');
		}
		return out.toString();
	}

	private static String operations(List<Offer.Operation> operations) {
		List<String> words = new ArrayList<>();
		for (Offer.Operation operation : operations) {
			List<TaskInfo> tasks = switch (operation.getType()) {
				case LAUNCH -> operation.getLaunch().getTaskInfosList();
				case LAUNCH_GROUP -> operation.getLaunchGroup().getTaskGroup().getTasksList();
				default -> List.of();
			};
			String ids = list(tasks.stream().map((task) -> task.getTaskId().getValue()).toList());
			words.add((operation.getType() + " " + ids).trim());
		}
		return words.isEmpty() ? "nothing" : list(words);
	}

	private static String offers(List<OfferID> ids) {
		return list(ids.stream().map(OfferID::getValue).toList());
	}

	private static String agent(AgentID id) {
		return id.getValue();
	}

	private static String list(List<String> items) {
		String shown = items.stream().limit(MAX_ITEMS).collect(Collectors.joining(", "));
		return (items.size() > MAX_ITEMS) ? shown + " and " + (items.size() - MAX_ITEMS) + " more" : shown;
	}

}
