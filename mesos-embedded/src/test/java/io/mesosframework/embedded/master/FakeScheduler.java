package io.mesosframework.embedded.master;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

import io.mesosframework.embedded.codec.MediaType;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.resource.Resources;

/**
 * A scheduler that talks to a master in protobuf.
 */
final class FakeScheduler {

	private final MasterFixture fixture;

	private FrameworkInfo info;

	private RecordingResponder responder = new RecordingResponder();

	private String streamId = "";

	private int seen;

	FakeScheduler(MasterFixture fixture, FrameworkInfo info) {
		this.fixture = fixture;
		this.info = info;
	}

	/** A framework of role {@code *} with all usual capabilities. */
	static FrameworkInfo.Builder framework(String... roles) {
		FrameworkInfo.Builder builder = FrameworkInfo.newBuilder().setUser("u").setName("n");
		for (FrameworkInfo.Capability.Type type : List.of(FrameworkInfo.Capability.Type.MULTI_ROLE,
				FrameworkInfo.Capability.Type.PARTITION_AWARE, FrameworkInfo.Capability.Type.RESERVATION_REFINEMENT)) {
			builder.addCapabilities(FrameworkInfo.Capability.newBuilder().setType(type));
		}
		return builder.addAllRoles((roles.length > 0) ? List.of(roles) : List.of("*"));
	}

	FakeScheduler subscribe() {
		return subscribe((subscribe) -> {
		});
	}

	FakeScheduler subscribe(Consumer<Call.Subscribe.Builder> change) {
		Call.Builder call = Call.newBuilder().setType(Call.Type.SUBSCRIBE);
		if (this.info.hasId()) {
			call.setFrameworkId(this.info.getId());
		}
		change.accept(call.getSubscribeBuilder().setFrameworkInfo(this.info));
		this.responder = new RecordingResponder();
		this.seen = 0;
		this.fixture.scheduler(
				MasterFixture.post("/master/api/v1/scheduler", call.build().toByteArray(), MediaType.PROTOBUF, null),
				this.responder);
		if (this.responder.streamHeaders() != null) {
			this.streamId = this.responder.streamHeaders().get("Mesos-Stream-Id");
		}
		for (Event event : events()) {
			if (event.hasSubscribed()) {
				this.info = this.info.toBuilder().setId(event.getSubscribed().getFrameworkId()).build();
			}
		}
		return this;
	}

	FrameworkInfo info() {
		return this.info;
	}

	void info(FrameworkInfo info) {
		this.info = info;
	}

	RecordingResponder responder() {
		return this.responder;
	}

	void disconnect() {
		this.fixture.run(this.responder.stream()::disconnect);
	}

	HttpReply call(Call.Type type, Consumer<Call.Builder> change) {
		Call.Builder call = Call.newBuilder().setType(type).setFrameworkId(this.info.getId());
		change.accept(call);
		RecordingResponder reply = new RecordingResponder();
		this.fixture.scheduler(MasterFixture.post("/master/api/v1/scheduler", call.build().toByteArray(),
				MediaType.PROTOBUF, this.streamId), reply);
		return reply.reply();
	}

	void accept(List<Offer> offers, double refuse, Offer.Operation... operations) {
		call(Call.Type.ACCEPT, (call) -> {
			call.getAcceptBuilder()
				.addAllOperations(List.of(operations))
				.setFilters(Filters.newBuilder().setRefuseSeconds(refuse));
			offers.forEach((offer) -> call.getAcceptBuilder().addOfferIds(offer.getId()));
		});
	}

	void decline(Offer offer, double refuse) {
		call(Call.Type.DECLINE,
				(call) -> call.getDeclineBuilder()
					.addOfferIds(offer.getId())
					.setFilters(Filters.newBuilder().setRefuseSeconds(refuse)));
	}

	void acknowledge(AgentID agentId, String taskId, ByteString uuid) {
		call(Call.Type.ACKNOWLEDGE,
				(call) -> call.getAcknowledgeBuilder()
					.setAgentId(agentId)
					.setTaskId(TaskID.newBuilder().setValue(taskId))
					.setUuid(uuid));
	}

	static Offer.Operation launch(TaskInfo... tasks) {
		return Offer.Operation.newBuilder()
			.setType(Offer.Operation.Type.LAUNCH)
			.setLaunch(Offer.Operation.Launch.newBuilder().addAllTaskInfos(List.of(tasks)))
			.build();
	}

	static TaskInfo.Builder task(String id, AgentID agentId, String resources) {
		return TaskInfo.newBuilder()
			.setName(id)
			.setTaskId(TaskID.newBuilder().setValue(id))
			.setAgentId(agentId)
			.setCommand(CommandInfo.newBuilder().setValue("true"))
			.addAllResources(Resources.parse(resources).toList());
	}

	/** The events of the stream, all of them. */
	List<Event> events() {
		List<Event> events = new ArrayList<>();
		try {
			for (byte[] bytes : this.responder.stream().records()) {
				events.add(Event.parseFrom(bytes));
			}
		}
		catch (InvalidProtocolBufferException ex) {
			throw new IllegalStateException(ex);
		}
		return events;
	}

	/** The events since the last call of this method, without heartbeats. */
	List<Event> next() {
		List<Event> all = events();
		List<Event> fresh = all.subList(this.seen, all.size());
		this.seen = all.size();
		return fresh.stream().filter((event) -> event.getType() != Event.Type.HEARTBEAT).toList();
	}

	/** The offers among the events since the last look. */
	List<Offer> offers() {
		return next().stream().flatMap((event) -> event.getOffers().getOffersList().stream()).toList();
	}

	/** The statuses among the events since the last look. */
	List<TaskStatus> statuses() {
		return next().stream().filter(Event::hasUpdate).map((event) -> event.getUpdate().getStatus()).toList();
	}

	boolean isSubscribed() {
		return this.responder.stream().isOpen();
	}

}
