package io.mesosframework.sample.hello;

import java.time.Duration;

import org.apache.mesos.v1.scheduler.Protos.Call;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.embedded.test.EmbeddedMesos;
import io.mesosframework.embedded.test.MesosAssertions;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = { "sample.hello.tasks=3", "sample.hello.command=echo hello from $((40 + 2))",
		"sample.hello.cpus=0.1" })
@EmbeddedMesos(agents = 2)
@ExtendWith(OutputCaptureExtension.class)
class HelloFrameworkTests {

	@Test
	void runsItsTasksAndPrintsWhatBecameOfThem(@Autowired EmbeddedMesosCluster cluster, CapturedOutput output) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(output.getOut()).contains("FIRST LINE OF OUTPUT"));

		assertThat(output.getOut().lines().filter((line) -> line.matches("hello-\\d .*TASK_FINISHED .*hello from 42")))
			.hasSize(3);
		MesosAssertions.assertThat(cluster)
			.within(Duration.ofSeconds(10))
			.hasSubscribedFramework("mesos-sample-hello")
			.received(Call.Type.ACCEPT);
	}

}
