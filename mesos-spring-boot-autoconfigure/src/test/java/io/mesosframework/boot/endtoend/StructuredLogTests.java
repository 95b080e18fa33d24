package io.mesosframework.boot.endtoend;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.apache.mesos.v1.Protos.TaskStatus;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.mesosframework.boot.event.MesosEventHandler;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.task.App;
import io.mesosframework.task.DeploymentFinished;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManager;
import io.mesosframework.task.TaskStateChanged;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application logs, as machines read it.
 */
@ExtendWith(OutputCaptureExtension.class)
class StructuredLogTests {

	private static final String[] IDS = { "mesos.app", "mesos.instance", "mesos.task", "mesos.agent",
			"mesos.framework" };

	@AfterEach
	void logAsUsual() {
		// Boot keeps the format for the whole process
		System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ecs", "logstash" })
	void statesAndHandlersAreLoggedWithIds(String format, CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("--logging.structured.format.console=" + format)) {
			Launch launch = awaitRunning(context.getBean(TaskManager.class));
			String framework = context.getBean(MesosScheduler.class).frameworkId().getValue();
			Awaitility.await()
				.untilAsserted(() -> assertThat(complete(output)).contains("web[0] is RUNNING", "handled RUNNING",
						"heard of TASK_RUNNING", "handled SUCCEEDED"));
			List<JsonNode> lines = complete(output).lines()
				.filter((line) -> line.startsWith("{"))
				.map((line) -> JsonMapper.shared().readTree(line))
				.toList();

			for (String message : new String[] { "web[0] is RUNNING", "handled RUNNING", "heard of TASK_RUNNING" }) {
				assertThat(lines).as(message)
					.filteredOn((line) -> line.path("message").asString().equals(message))
					.singleElement()
					.satisfies((line) -> assertThat(ids(line)).containsExactly("web", "0", launch.taskId(),
							launch.agentId(), framework));
			}
			for (String message : new String[] { "App 'web' is deployed with 1 instance",
					"The deployment web@1 of app 'web' has ended: SUCCEEDED", "handled SUCCEEDED" }) {
				assertThat(lines).as(message)
					.filteredOn((line) -> line.path("message").asString().equals(message))
					.singleElement()
					.satisfies((line) -> assertThat(ids(line).subList(0, 4)).containsExactly("web", "", "", ""));
			}
		}
	}

	@Test
	void oneLineATransitionNothingForOffersAndNoSecrets(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("--mesos.apps.web.command.environment.PASSWORD=hunter2",
				"--logging.level.io.mesosframework=debug")) {
			awaitRunning(context.getBean(TaskManager.class));
		}

		assertThat(output.getOut().lines()).filteredOn((line) -> line.contains("web[0] is "))
			.extracting((line) -> line.substring(line.indexOf("web[0] is ")))
			.doesNotHaveDuplicates()
			.anySatisfy((line) -> assertThat(line).startsWith("web[0] is LAUNCHING as task web.0."))
			.contains("web[0] is RUNNING");
		assertThat(output.getOut().lines()).filteredOn((line) -> line.contains(" INFO "))
			.filteredOn((line) -> line.toLowerCase(Locale.ROOT).contains("offer"))
			.isEmpty();
		assertThat(output).doesNotContain("hunter2");
	}

	/** Return what was written, without a line that is not at its end. */
	private static String complete(CapturedOutput output) {
		String out = output.getOut();
		return out.substring(0, out.lastIndexOf('\n') + 1);
	}

	/** Return the ids of a line, nested or flat as the format has them. */
	private static List<String> ids(JsonNode line) {
		return Arrays.stream(IDS).map((key) -> {
			JsonNode nested = line;
			for (String part : key.split("\\.")) {
				nested = nested.path(part);
			}
			return nested.isMissingNode() ? line.path(key).asString("") : nested.asString("");
		}).toList();
	}

	private static Launch awaitRunning(TaskManager manager) {
		Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> {
			App app = manager.app("web");
			return app != null && app.count(Phase.RUNNING) == 1;
		});
		return manager.app("web").instances().get(0).launch();
	}

	private static ConfigurableApplicationContext run(String... more) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		String[] arguments = { "--mesos.apps.web.resources.cpu=0.1", "--mesos.apps.web.resources.mem=32",
				"--mesos.apps.web.command.cmd=sleep 1000", "--mesos.embedded.allocation-interval=50ms" };
		return application.run(Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		private static final Logger logger = LoggerFactory.getLogger(Application.class);

		@MesosEventHandler
		void changed(TaskStateChanged change) {
			logger.info("handled {}", change.after().phase());
		}

		@MesosEventHandler
		void finished(DeploymentFinished end) {
			logger.info("handled {}", end.deployment().state());
		}

		@MesosEventHandler
		void updated(TaskStatus status) {
			logger.info("heard of {}", status.getState());
		}

	}

}
