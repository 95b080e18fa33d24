package io.mesosframework.benchmarks.rxjava;

import java.net.URI;
import java.util.Optional;

import com.mesosphere.mesos.rx.java.SinkOperation;
import com.mesosphere.mesos.rx.java.SinkOperations;
import com.mesosphere.mesos.rx.java.protobuf.ProtobufMesosClientBuilder;
import com.mesosphere.mesos.rx.java.util.UserAgentEntries;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import rx.Observable;

/**
 * The contender on mesos-rxjava, written as its own samples are, with its own codecs and
 * its buffer for back pressure.
 */
public final class RxJavaClient {

	private static final String FRAMEWORK = "9c2c7b8e-5a0e-4d6e-9c41-0d3b8f2a7e11-0000";

	private static final TaskInfo TEMPLATE = TaskInfo.newBuilder()
		.setName("race")
		.setTaskId(TaskID.newBuilder().setValue("race"))
		.setAgentId(AgentID.newBuilder().setValue("agent"))
		.addResources(scalar("cpus", 0.1))
		.addResources(scalar("mem", 32))
		.setCommand(CommandInfo.newBuilder().setValue("sleep 1000"))
		.build();

	private static long events;

	private static long offers;

	private RxJavaClient() {
	}

	/**
	 * Subscribes and answers until the master hangs up or the library gives in.
	 * @param args the master's port, and whether to accept or ignore offers
	 * @throws Throwable whatever ends the subscription
	 */
	public static void main(String[] args) throws Throwable {
		boolean accept = "accept".equals(args[1]);
		Call subscribe = Call.newBuilder()
			.setType(Call.Type.SUBSCRIBE)
			.setSubscribe(Call.Subscribe.newBuilder()
				.setFrameworkInfo(FrameworkInfo.newBuilder().setUser("nobody").setName("race")))
			.build();
		ProtobufMesosClientBuilder.schedulerUsingProtos()
			.mesosUri(URI.create("http://127.0.0.1:" + args[0] + "/api/v1/scheduler"))
			.applicationUserAgentEntry(UserAgentEntries.literal("race", "1"))
			.subscribe(subscribe)
			.onBackpressureBuffer()
			.processStream((stream) -> stream.flatMap((event) -> react(event, accept)))
			.build()
			.openStream()
			.await();
	}

	private static Observable<Optional<SinkOperation<Call>>> react(Event event, boolean accept) {
		events++;
		if (event.getType() == Event.Type.UPDATE) {
			TaskStatus status = event.getUpdate().getStatus();
			if (status.hasUuid()) {
				if (!accept) {
					System.out.println("counted " + events + " " + offers);
				}
				return Observable.just(Optional.of(SinkOperations.create(acknowledge(status))));
			}
		}
		else if (event.getType() == Event.Type.OFFERS) {
			offers += event.getOffers().getOffersCount();
			if (accept) {
				return Observable.from(event.getOffers().getOffersList())
					.map((offer) -> Optional.of(SinkOperations.create(accept(offer))));
			}
		}
		return Observable.just(Optional.empty());
	}

	private static Call acknowledge(TaskStatus status) {
		return Call.newBuilder()
			.setFrameworkId(FrameworkID.newBuilder().setValue(FRAMEWORK))
			.setType(Call.Type.ACKNOWLEDGE)
			.setAcknowledge(Call.Acknowledge.newBuilder()
				.setAgentId(status.getAgentId())
				.setTaskId(status.getTaskId())
				.setUuid(status.getUuid()))
			.build();
	}

	private static Call accept(Offer offer) {
		TaskInfo task = TEMPLATE.toBuilder()
			.setTaskId(TaskID.newBuilder().setValue("race." + offer.getId().getValue()))
			.setAgentId(offer.getAgentId())
			.build();
		return Call.newBuilder()
			.setFrameworkId(FrameworkID.newBuilder().setValue(FRAMEWORK))
			.setType(Call.Type.ACCEPT)
			.setAccept(Call.Accept.newBuilder()
				.addOfferIds(offer.getId())
				.addOperations(Offer.Operation.newBuilder()
					.setType(Offer.Operation.Type.LAUNCH)
					.setLaunch(Offer.Operation.Launch.newBuilder().addTaskInfos(task))))
			.build();
	}

	private static Resource scalar(String name, double value) {
		return Resource.newBuilder()
			.setName(name)
			.setType(Value.Type.SCALAR)
			.setScalar(Value.Scalar.newBuilder().setValue(value))
			.build();
	}

}
