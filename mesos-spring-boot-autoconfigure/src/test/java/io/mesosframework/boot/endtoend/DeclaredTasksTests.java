package io.mesosframework.boot.endtoend;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import io.mesosframework.boot.event.MesosEventHandler;
import io.mesosframework.boot.task.endpoint.MesosAppsEndpoint;
import io.mesosframework.task.App;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.DeploymentFinished;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManager;
import io.mesosframework.task.TaskStateChanged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Applications that only declare tasks.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeclaredTasksTests {

	private static final String[] WEB = { "--mesos.apps.web.instances=2", "--mesos.apps.web.resources.cpu=0.1",
			"--mesos.apps.web.resources.mem=32", "--mesos.apps.web.command.cmd=sleep 1000",
			"--mesos.embedded.allocation-interval=50ms", "--management.endpoint.mesosapps.access=unrestricted",
			"--management.endpoints.web.exposure.include=mesosapps",
			"--management.endpoints.jmx.exposure.include=mesosapps", "--spring.jmx.enabled=true" };

	@Test
	void whatIsDeclaredRunsAndCanBeScaledAndRemoved() {
		try (ConfigurableApplicationContext context = application().run(WEB)) {
			TaskManager manager = context.getBean(TaskManager.class);
			awaitRunning(manager, 2);
			MesosAppsEndpoint endpoint = context.getBean(MesosAppsEndpoint.class);
			// an instance is counted right after it has changed
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(endpoint.apps().apps().get("web").phases()).containsEntry("RUNNING", 2L));

			awaitSuccess(manager);
			endpoint.change("web", 3, null);
			awaitRunning(manager, 3);
			awaitSuccess(manager);
			assertThat(endpoint.app("web").instances()).extracting((instance) -> instance.current().state())
				.containsOnly("TASK_RUNNING");

			endpoint.remove("web");
			Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> manager.app("web") == null);
			assertThat(endpoint.app("web")).isNull();
			assertThat(context.getBean(Application.class).changes)
				.anySatisfy((change) -> assertThat(change.after().phase()).isEqualTo(Phase.RUNNING))
				.anySatisfy((change) -> assertThat(change.after().phase()).isEqualTo(Phase.STOPPED));
			assertThat(context.getBean(Application.class).handled)
				.containsExactlyElementsOf(context.getBean(Application.class).changes);
			assertThat(context.getBean(Application.class).deployments).contains("web START SUCCEEDED",
					"web SCALE SUCCEEDED");
			assertThat(context.getBean(Application.class).threads).hasSize(1);
		}
	}

	@Test
	void everyFaultOfTheDeclarationIsReportedAtTheStart(CapturedOutput output) {
		assertThatException().isThrownBy(() -> application().run("--mesos.apps.web.instances=many",
				"--mesos.apps.web.resources.cpu=-1", "--mesos.apps.web.command.cmd=true"));

		assertThat(output).contains("The apps under 'mesos.apps' are not valid")
			.contains("mesos.apps.web.instances: must be a whole number")
			.contains("mesos.apps.web.resources.cpu")
			.contains("mesos.apps.web.resources.mem");
	}

	private static void awaitSuccess(TaskManager manager) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(90))
			.until(() -> manager.app("web").deployment().state() == Deployment.State.SUCCEEDED);
	}

	private static void awaitRunning(TaskManager manager, int count) {
		Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> {
			App app = manager.app("web");
			return app != null && app.count(Phase.RUNNING) == count;
		});
	}

	private static SpringApplication application() {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		private final List<TaskStateChanged> changes = new CopyOnWriteArrayList<>();

		private final List<TaskStateChanged> handled = new CopyOnWriteArrayList<>();

		private final List<String> deployments = new CopyOnWriteArrayList<>();

		private final Set<String> threads = ConcurrentHashMap.newKeySet();

		@MesosEventHandler
		void handle(TaskStateChanged change) {
			this.handled.add(change);
			this.threads.add(Thread.currentThread().getName());
		}

		@MesosEventHandler
		void finished(DeploymentFinished end) {
			this.deployments
				.add(end.deployment().app() + " " + end.deployment().kind() + " " + end.deployment().state());
		}

		@EventListener
		void changed(TaskStateChanged change) {
			this.changes.add(change);
		}

	}

}
