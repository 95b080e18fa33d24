package io.mesosframework.embedded.guide;

import java.time.Duration;

import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.Test;

import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.embedded.test.EmbeddedMesos;

import static io.mesosframework.embedded.test.MesosAssertions.assertThat;

@EmbeddedMesos(agents = 2, resources = "cpus:4;mem:8192", attributes = "rack:r{agent}")
class PlainJUnitIT {

	@Test
	void runsATask(EmbeddedMesosCluster cluster) {
		try (MyFramework framework = new MyFramework(cluster.masterUrl())) {
			framework.launch("t1", "echo hello");

			assertThat(cluster).within(Duration.ofSeconds(30))
				.hasSubscribedFramework("my-framework")
				.hasTask("t1")
				.inState(TaskState.TASK_FINISHED)
				.received(Call.Type.ACCEPT)
				.once();
		}
	}

}
