package io.mesosframework.proto;

import java.util.HexFormat;
import java.util.List;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Bytes that the official definitions produce, and what ours make of them. */
class WireFormatTests {

	private static final FrameworkID FRAMEWORK = FrameworkID.newBuilder().setValue("fw-0000").build();

	static final List<Vector> VECTORS = List.of(
			new Vector("scheduler HEARTBEAT", "0808", Event.newBuilder().setType(Event.Type.HEARTBEAT).build()),
			new Vector("scheduler SUBSCRIBED", "080112140a090a0766772d30303030110000000000002e40", Event.newBuilder()
				.setType(Event.Type.SUBSCRIBED)
				.setSubscribed(
						Event.Subscribed.newBuilder().setFrameworkId(FRAMEWORK).setHeartbeatIntervalSeconds(15.0))
				.build()),
			new Vector("scheduler ERROR", "0807421c0a1a4672616d65776f726b20686173206265656e2072656d6f766564",
					Event.newBuilder()
						.setType(Event.Type.ERROR)
						.setError(Event.Error.newBuilder().setMessage("Framework has been removed"))
						.build()),
			new Vector("scheduler SUBSCRIBE", "10011a080a060a017512016e",
					Call.newBuilder()
						.setType(Call.Type.SUBSCRIBE)
						.setSubscribe(Call.Subscribe.newBuilder()
							.setFrameworkInfo(FrameworkInfo.newBuilder().setUser("u").setName("n")))
						.build()),
			new Vector("scheduler REVIVE without member", "0a090a0766772d303030301005",
					Call.newBuilder().setFrameworkId(FRAMEWORK).setType(Call.Type.REVIVE).build()),
			new Vector("executor HEARTBEAT", "0809",
					executorEvent(org.apache.mesos.v1.executor.Protos.Event.Type.HEARTBEAT)),
			new Vector("executor SHUTDOWN", "0807",
					executorEvent(org.apache.mesos.v1.executor.Protos.Event.Type.SHUTDOWN)),
			new Vector("executor call HEARTBEAT", "0a080a06756e7573656412080a06756e757365641804",
					org.apache.mesos.v1.executor.Protos.Call.newBuilder()
						.setExecutorId(ExecutorID.newBuilder().setValue("unused"))
						.setFrameworkId(FrameworkID.newBuilder().setValue("unused"))
						.setType(org.apache.mesos.v1.executor.Protos.Call.Type.HEARTBEAT)
						.build()));

	@ParameterizedTest
	@FieldSource("VECTORS")
	void theBytesOfAMessageAreTheOfficialOnes(Vector vector) {
		assertThat(HexFormat.of().formatHex(vector.message().toByteArray())).isEqualTo(vector.hex());
	}

	@ParameterizedTest
	@FieldSource("VECTORS")
	void theOfficialBytesReadAsTheMessage(Vector vector) throws Exception {
		byte[] bytes = HexFormat.of().parseHex(vector.hex());
		assertThat(vector.message().getParserForType().parseFrom(bytes)).isEqualTo(vector.message());
	}

	@Test
	void anEventOfAnUnknownTypeReadsAsAbsentType() throws Exception {
		Event event = Event.parseFrom(HexFormat.of().parseHex("0863"));
		assertThat(event.hasType()).isFalse();
		assertThat(event.getType()).isEqualTo(Event.Type.UNKNOWN);
		assertThat(event.toByteArray()).isEqualTo(HexFormat.of().parseHex("0863"));
	}

	@Test
	void absenceOfAFieldIsVisible() {
		TaskStatus status = TaskStatus.newBuilder().buildPartial();
		assertThat(status.hasState()).isFalse();
		assertThat(status.getUuid()).isEqualTo(ByteString.EMPTY);
	}

	private static Message executorEvent(org.apache.mesos.v1.executor.Protos.Event.Type type) {
		return org.apache.mesos.v1.executor.Protos.Event.newBuilder().setType(type).build();
	}

	record Vector(String name, String hex, Message message) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
