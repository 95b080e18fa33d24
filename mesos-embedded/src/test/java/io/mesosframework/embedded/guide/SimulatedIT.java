package io.mesosframework.embedded.guide;

import java.time.Duration;

import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.Test;

import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.embedded.simulation.TaskScript;

import static io.mesosframework.embedded.test.MesosAssertions.assertThat;

class SimulatedIT {

	@Test
	void tasksFollowAScript() {
		TaskScript crash = TaskScript.running().then(Duration.ofMillis(200), TaskState.TASK_FAILED, "Out of memory");
		try (EmbeddedMesosCluster cluster = EmbeddedMesosCluster.builder()
			.agents(1000)
			.taskScripts((task) -> task.getName().startsWith("bad") ? crash : TaskScript.running())
			.start(); MyFramework framework = new MyFramework(cluster.masterUrl())) {
			framework.launch("bad-1", "whatever");

			assertThat(cluster).within(Duration.ofSeconds(30)).hasTask("bad-1").inState(TaskState.TASK_FAILED);
		}
	}

}
