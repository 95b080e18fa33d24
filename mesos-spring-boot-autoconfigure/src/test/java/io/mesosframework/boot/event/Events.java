package io.mesosframework.boot.event;

import java.time.Instant;
import java.util.List;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.InverseOffer;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.Resource.AllocationInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.Protos.UUID;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.scheduler.Protos.Event;

import io.mesosframework.scheduler.event.MesosEvent;

/**
 * Events for tests.
 */
final class Events {

	private static final FrameworkID FRAMEWORK = FrameworkID.newBuilder().setValue("framework-1").build();

	private Events() {
	}

	static Offer offer(String id, String agent, String role) {
		return Offer.newBuilder()
			.setId(OfferID.newBuilder().setValue(id))
			.setFrameworkId(FRAMEWORK)
			.setAgentId(agent(agent))
			.setHostname(agent + ".example")
			.setAllocationInfo(AllocationInfo.newBuilder().setRole(role))
			.build();
	}

	static Event offers(Offer... offers) {
		return Event.newBuilder()
			.setType(Event.Type.OFFERS)
			.setOffers(Event.Offers.newBuilder().addAllOffers(List.of(offers)))
			.build();
	}

	static Event update(String task, TaskState state, boolean uuid) {
		TaskStatus.Builder status = TaskStatus.newBuilder()
			.setTaskId(TaskID.newBuilder().setValue(task))
			.setAgentId(agent("a1"))
			.setState(state);
		if (uuid) {
			status.setUuid(ByteString.copyFromUtf8("0123456789abcdef"));
		}
		return Event.newBuilder()
			.setType(Event.Type.UPDATE)
			.setUpdate(Event.Update.newBuilder().setStatus(status))
			.build();
	}

	static Event operationUpdate(String operation) {
		OperationStatus status = OperationStatus.newBuilder()
			.setOperationId(OperationID.newBuilder().setValue(operation))
			.setState(OperationState.OPERATION_FINISHED)
			.setUuid(UUID.newBuilder().setValue(ByteString.copyFromUtf8("fedcba9876543210")))
			.build();
		return Event.newBuilder()
			.setType(Event.Type.UPDATE_OPERATION_STATUS)
			.setUpdateOperationStatus(Event.UpdateOperationStatus.newBuilder().setStatus(status))
			.build();
	}

	static Event rescind(String offer) {
		return Event.newBuilder()
			.setType(Event.Type.RESCIND)
			.setRescind(Event.Rescind.newBuilder().setOfferId(OfferID.newBuilder().setValue(offer)))
			.build();
	}

	static Event rescindInverse(String offer) {
		return Event.newBuilder()
			.setType(Event.Type.RESCIND_INVERSE_OFFER)
			.setRescindInverseOffer(
					Event.RescindInverseOffer.newBuilder().setInverseOfferId(OfferID.newBuilder().setValue(offer)))
			.build();
	}

	static Event inverseOffers(String... ids) {
		Event.InverseOffers.Builder offers = Event.InverseOffers.newBuilder();
		for (String id : ids) {
			offers.addInverseOffers(InverseOffer.newBuilder()
				.setId(OfferID.newBuilder().setValue(id))
				.setFrameworkId(FRAMEWORK)
				.setUnavailability(Unavailability.newBuilder().setStart(TimeInfo.newBuilder().setNanoseconds(1))));
		}
		return Event.newBuilder().setType(Event.Type.INVERSE_OFFERS).setInverseOffers(offers).build();
	}

	static Event message(String text) {
		return Event.newBuilder()
			.setType(Event.Type.MESSAGE)
			.setMessage(Event.Message.newBuilder()
				.setAgentId(agent("a1"))
				.setExecutorId(ExecutorID.newBuilder().setValue("e1"))
				.setData(ByteString.copyFromUtf8(text)))
			.build();
	}

	static Event failure(String agent) {
		return Event.newBuilder()
			.setType(Event.Type.FAILURE)
			.setFailure(Event.Failure.newBuilder().setAgentId(agent(agent)))
			.build();
	}

	static Event error(String message) {
		return Event.newBuilder()
			.setType(Event.Type.ERROR)
			.setError(Event.Error.newBuilder().setMessage(message))
			.build();
	}

	static Event subscribed() {
		return Event.newBuilder()
			.setType(Event.Type.SUBSCRIBED)
			.setSubscribed(Event.Subscribed.newBuilder().setFrameworkId(FRAMEWORK).setHeartbeatIntervalSeconds(15))
			.build();
	}

	static TaskInfo task(String id, String agent) {
		return TaskInfo.newBuilder()
			.setName(id)
			.setTaskId(TaskID.newBuilder().setValue(id))
			.setAgentId(agent(agent))
			.build();
	}

	static MesosEvent received(Event event) {
		return new MesosEvent(event, Instant.EPOCH, 1);
	}

	private static AgentID agent(String id) {
		return AgentID.newBuilder().setValue(id).build();
	}

}
