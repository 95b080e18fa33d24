package io.mesosframework.benchmarks;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.UUID;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.ContainerStatus;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * Makes the events of the races. The same seed gives the same bytes, whoever asks.
 */
final class Events {

	/** The framework that every client becomes. */
	static final String FRAMEWORK = "9c2c7b8e-5a0e-4d6e-9c41-0d3b8f2a7e11-0000";

	private static final String MASTER = "9c2c7b8e-5a0e-4d6e-9c41-0d3b8f2a7e11";

	/** What marks a UUID as random (version 4), which masters insist on. */
	private static final long UUID_HIGH = 0x6d65736f_73004000L;

	private final Random random = new Random(2026);

	/** Returns the answer to SUBSCRIBE. */
	static Event subscribed() {
		return Event.newBuilder()
			.setType(Event.Type.SUBSCRIBED)
			.setSubscribed(Event.Subscribed.newBuilder().setFrameworkId(framework()).setHeartbeatIntervalSeconds(15))
			.build();
	}

	static Event heartbeat() {
		return Event.newBuilder().setType(Event.Type.HEARTBEAT).build();
	}

	/** Returns an update that must be acknowledged, recognisable by its number. */
	Event update(int number, int tasks) {
		return update(status(number % tasks).setUuid(uuid(number)).build());
	}

	/** Returns an update that must not be acknowledged. */
	Event silentUpdate(int task) {
		return update(status(task).build());
	}

	private static Event update(TaskStatus status) {
		return Event.newBuilder()
			.setType(Event.Type.UPDATE)
			.setUpdate(Event.Update.newBuilder().setStatus(status))
			.build();
	}

	/** Returns an event with consecutive offers, recognisable by their numbers. */
	Event offers(int first, int count) {
		Event.Offers.Builder offers = Event.Offers.newBuilder();
		for (int i = 0; i < count; i++) {
			offers.addOffers(offer(first + i));
		}
		return Event.newBuilder().setType(Event.Type.OFFERS).setOffers(offers).build();
	}

	Event rescind(int offer) {
		return Event.newBuilder()
			.setType(Event.Type.RESCIND)
			.setRescind(Event.Rescind.newBuilder().setOfferId(offerId(offer)))
			.build();
	}

	Event message(int agent) {
		byte[] data = new byte[100];
		this.random.nextBytes(data);
		return Event.newBuilder()
			.setType(Event.Type.MESSAGE)
			.setMessage(Event.Message.newBuilder()
				.setAgentId(agent(agent))
				.setExecutorId(ExecutorID.newBuilder().setValue("executor"))
				.setData(ByteString.copyFrom(data)))
			.build();
	}

	Event failure(int agent) {
		return Event.newBuilder()
			.setType(Event.Type.FAILURE)
			.setFailure(Event.Failure.newBuilder().setAgentId(agent(agent)))
			.build();
	}

	/** Returns the number that {@link #update} hid in a UUID; negative for any other. */
	static int number(ByteString uuid) {
		if (uuid.size() != 16) {
			return -1;
		}
		ByteBuffer bytes = uuid.asReadOnlyByteBuffer();
		if (bytes.getLong() != UUID_HIGH) {
			return -1;
		}
		return (int) bytes.getLong();
	}

	/**
	 * Returns the number that {@link #offers} hid in an offer's id; negative for any
	 * other.
	 */
	static int number(OfferID offer) {
		int at = offer.getValue().lastIndexOf("-O");
		return (at < 0) ? -1 : Integer.parseInt(offer.getValue().substring(at + 2));
	}

	static AgentID agent(int number) {
		return AgentID.newBuilder().setValue(MASTER + "-S" + number % 1000).build();
	}

	private static FrameworkID framework() {
		return FrameworkID.newBuilder().setValue(FRAMEWORK).build();
	}

	private static OfferID offerId(int number) {
		return OfferID.newBuilder().setValue(MASTER + "-O" + number).build();
	}

	private static ByteString uuid(int number) {
		ByteBuffer bytes = ByteBuffer.allocate(16).putLong(UUID_HIGH).putLong(0x80000000_00000000L | number);
		return ByteString.copyFrom(bytes.flip());
	}

	private TaskStatus.Builder status(int task) {
		return TaskStatus.newBuilder()
			.setTaskId(TaskID.newBuilder().setValue("web." + task))
			.setState(TaskState.TASK_RUNNING)
			.setSource(TaskStatus.Source.SOURCE_EXECUTOR)
			.setAgentId(agent(task))
			.setExecutorId(ExecutorID.newBuilder().setValue("web." + task))
			.setTimestamp(1.7e9 + this.random.nextInt(1_000_000) / 1000.0)
			.setHealthy(true)
			.setContainerStatus(ContainerStatus.newBuilder()
				.setContainerId(ContainerID.newBuilder()
					.setValue(new UUID(this.random.nextLong(), this.random.nextLong()).toString()))
				.setExecutorPid(1000 + this.random.nextInt(60_000)));
	}

	private Offer offer(int number) {
		int agent = number % 1000;
		return Offer.newBuilder()
			.setId(offerId(number))
			.setFrameworkId(framework())
			.setAgentId(agent(agent))
			.setHostname("agent-" + agent + ".example.org")
			.addResources(scalar("cpus", 1 + this.random.nextInt(64)))
			.addResources(scalar("mem", 1024 + this.random.nextInt(200_000)))
			.addResources(scalar("disk", 10_000 + this.random.nextInt(1_000_000)))
			.addResources(ports(31_000 + this.random.nextInt(500), 32_000))
			.addAttributes(text("rack", "r" + agent % 40))
			.addAttributes(text("zone", "z" + agent % 3))
			.build();
	}

	private static Resource scalar(String name, double value) {
		return Resource.newBuilder()
			.setName(name)
			.setType(Value.Type.SCALAR)
			.setScalar(Value.Scalar.newBuilder().setValue(value))
			.build();
	}

	private static Resource ports(int begin, int end) {
		return Resource.newBuilder()
			.setName("ports")
			.setType(Value.Type.RANGES)
			.setRanges(Value.Ranges.newBuilder().addRange(Value.Range.newBuilder().setBegin(begin).setEnd(end)))
			.build();
	}

	private static Attribute text(String name, String value) {
		return Attribute.newBuilder()
			.setName(name)
			.setType(Value.Type.TEXT)
			.setText(Value.Text.newBuilder().setValue(value))
			.build();
	}

}
