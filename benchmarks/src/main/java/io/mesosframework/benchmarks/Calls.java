package io.mesosframework.benchmarks;

import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * The task that every client launches on every offer.
 */
final class Calls {

	private static final TaskInfo TEMPLATE = TaskInfo.newBuilder()
		.setName("race")
		.setTaskId(TaskID.newBuilder().setValue("race"))
		.setAgentId(Events.agent(0))
		.addResources(scalar("cpus", 0.1))
		.addResources(scalar("mem", 32))
		.setCommand(CommandInfo.newBuilder().setValue("sleep 1000"))
		.build();

	private Calls() {
	}

	static TaskInfo task(Offer offer) {
		return TEMPLATE.toBuilder()
			.setTaskId(TaskID.newBuilder().setValue("race." + offer.getId().getValue()))
			.setAgentId(offer.getAgentId())
			.build();
	}

	static Call accept(Offer offer) {
		return Call.newBuilder()
			.setFrameworkId(FrameworkID.newBuilder().setValue(Events.FRAMEWORK))
			.setType(Call.Type.ACCEPT)
			.setAccept(Call.Accept.newBuilder()
				.addOfferIds(offer.getId())
				.addOperations(Offer.Operation.newBuilder()
					.setType(Offer.Operation.Type.LAUNCH)
					.setLaunch(Offer.Operation.Launch.newBuilder().addTaskInfos(task(offer)))))
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
