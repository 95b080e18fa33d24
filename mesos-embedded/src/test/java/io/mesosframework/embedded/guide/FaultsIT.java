package io.mesosframework.embedded.guide;

import java.time.Duration;

import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;

import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.embedded.test.EmbeddedMesos;

import static io.mesosframework.embedded.test.MesosAssertions.assertThat;

@EmbeddedMesos(simulated = true)
class FaultsIT {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Test
	void subscribesAgainWhenItsStreamBreaks(EmbeddedMesosCluster cluster) {
		try (MyFramework framework = new MyFramework(cluster.masterUrl())) {
			cluster.timeline().clear();
			cluster.faults().next(2, Call.Type.SUBSCRIBE).unavailable();
			cluster.faults().streams().breakMidRecord();

			assertThat(cluster).within(PATIENCE).sent(Event.Type.SUBSCRIBED).once();
			framework.launch("after", "true");
			assertThat(cluster).within(PATIENCE).hasTask("after").inState(TaskState.TASK_FINISHED);
		}
	}

	@Test
	void acknowledgesAnUpdateAgainWhenItComesAgain(EmbeddedMesosCluster cluster) {
		try (MyFramework framework = new MyFramework(cluster.masterUrl())) {
			cluster.timeline().clear();
			cluster.faults().nextEvents(1, Event.Type.UPDATE).duplicate();

			framework.launch("twice", "sleep 100");

			assertThat(cluster).within(PATIENCE)
				.received(Call.Type.ACKNOWLEDGE)
				.matching("of task 'twice'", (call) -> call.getAcknowledge().getTaskId().getValue().equals("twice"))
				.atLeast(3);
		}
	}

}
