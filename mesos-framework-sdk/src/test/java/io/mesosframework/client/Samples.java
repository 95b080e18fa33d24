package io.mesosframework.client;

import org.apache.mesos.v1.Protos;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * Messages for tests.
 */
final class Samples {

	static final Protos.FrameworkID FRAMEWORK = Protos.FrameworkID.newBuilder().setValue("fw-0000").build();

	static final Call SUBSCRIBE = Call.newBuilder()
		.setType(Call.Type.SUBSCRIBE)
		.setSubscribe(Call.Subscribe.newBuilder()
			.setFrameworkInfo(Protos.FrameworkInfo.newBuilder().setUser("u").setName("n")))
		.build();

	static final Event HEARTBEAT = Event.newBuilder().setType(Event.Type.HEARTBEAT).build();

	static final Event SUBSCRIBED = Event.newBuilder()
		.setType(Event.Type.SUBSCRIBED)
		.setSubscribed(Event.Subscribed.newBuilder().setFrameworkId(FRAMEWORK).setHeartbeatIntervalSeconds(15))
		.build();

	static final Call REVIVE = Call.newBuilder().setFrameworkId(FRAMEWORK).setType(Call.Type.REVIVE).build();

	private Samples() {
	}

	static Call message(int number) {
		return message(Integer.toString(number));
	}

	static Call message(String data) {
		return Call.newBuilder()
			.setFrameworkId(FRAMEWORK)
			.setType(Call.Type.MESSAGE)
			.setMessage(Call.Message.newBuilder()
				.setAgentId(Protos.AgentID.newBuilder().setValue("a"))
				.setExecutorId(Protos.ExecutorID.newBuilder().setValue("e"))
				.setData(com.google.protobuf.ByteString.copyFromUtf8(data)))
			.build();
	}

}
