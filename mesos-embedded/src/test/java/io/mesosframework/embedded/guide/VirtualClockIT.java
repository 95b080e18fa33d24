package io.mesosframework.embedded.guide;

import java.time.Duration;

import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.Test;

import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.embedded.test.EmbeddedMesos;

import static io.mesosframework.embedded.test.MesosAssertions.assertThat;

@EmbeddedMesos(virtualTime = true, simulated = true)
class VirtualClockIT {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Test
	void aTaskRunsForADay(EmbeddedMesosCluster cluster) {
		try (MyFramework framework = new MyFramework(cluster.masterUrl())) {
			framework.launch("t1", "sleep 86400");
			cluster.timeline().await(PATIENCE, () -> {
				cluster.advance(Duration.ofMillis(50));
				return cluster.state().task("t1").isPresent();
			});
			assertThat(cluster).within(PATIENCE).hasTask("t1").inState(TaskState.TASK_RUNNING);

			cluster.advance(Duration.ofHours(23));
			assertThat(cluster).hasTask("t1").inState(TaskState.TASK_RUNNING);
			cluster.advance(Duration.ofHours(1));
			assertThat(cluster).within(PATIENCE).hasTask("t1").inState(TaskState.TASK_FINISHED);
		}
	}

}
