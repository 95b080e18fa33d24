package com.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.apache.mesos.v1.scheduler.Protos.Call;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.embedded.test.MesosAssertions;
import io.mesosframework.task.App;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the examples of the README as they stand there.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReadmeTests {

	@TempDir
	private Path directory;

	@Test
	void theFirstExampleLaunchesThreeTasksAndStopsAskingForOffers(CapturedOutput output) throws IOException {
		String source = Files.readString(Path.of("src/test/java/com/example/HelloApplication.java"));
		assertThat(example("java")).isEqualTo(source);

		try (ConfigurableApplicationContext context = run(HelloApplication.class, "")) {
			Awaitility.await()
				.untilAsserted(() -> assertThat(
						output.getOut().lines().filter((line) -> line.matches("hello-[123]\\..* is TASK_FINISHED")))
					.hasSize(3));
			MesosAssertions.assertThat(context.getBean(EmbeddedMesosCluster.class))
				.within(Duration.ofSeconds(60))
				.received(Call.Type.SUPPRESS)
				.atLeast(1)
				.received(Call.Type.ACCEPT)
				.times(3);
		}
	}

	@Test
	void theSecondExampleCompletes() throws IOException {
		try (ConfigurableApplicationContext context = run(Declared.class, example("yaml"))) {
			TaskManager tasks = context.getBean(TaskManager.class);

			Awaitility.await().untilAsserted(() -> {
				App app = tasks.app("report");
				assertThat(app).isNotNull();
				assertThat(app.count(Phase.FINISHED)).isEqualTo(3);
				assertThat(app.deployment().state()).isEqualTo(Deployment.State.SUCCEEDED);
			});
		}
	}

	private ConfigurableApplicationContext run(Class<?> application, String configuration) throws IOException {
		Path file = Files.writeString(this.directory.resolve("application.yml"), configuration);
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.run("--spring.config.location=" + file.toUri(), "--spring.main.banner-mode=off");
	}

	private static String example(String language) throws IOException {
		String readme = Files.readString(Path.of("..", "README.md"));
		String begin = "```" + language + "\n";
		int start = readme.indexOf(begin) + begin.length();
		return readme.substring(start, readme.indexOf("```", start));
	}

	@EnableAutoConfiguration
	static class Declared {

	}

}
