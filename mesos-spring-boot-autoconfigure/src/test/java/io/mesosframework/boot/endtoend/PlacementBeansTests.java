package io.mesosframework.boot.endtoend;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.placement.AgentOffer;
import io.mesosframework.placement.AgentScorer;
import io.mesosframework.placement.PlacedInstances;
import io.mesosframework.placement.PlacementConstraint;
import io.mesosframework.placement.PlacementConstraintFactory;
import io.mesosframework.task.App;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with rules and preferences of its own, as beans.
 */
class PlacementBeansTests {

	@Test
	void placeByTheRulesAndPreferencesOfTheApplication() {
		try (ConfigurableApplicationContext context = run()) {
			TaskManager manager = context.getBean(TaskManager.class);
			awaitRunning(manager, "ruled");
			awaitRunning(manager, "free");

			assertThat(agents(context, manager, "ruled")).isEqualTo("1");
			assertThat(agents(context, manager, "free")).isEqualTo("2");
		}
	}

	private static String agents(ConfigurableApplicationContext context, TaskManager manager, String app) {
		String agentId = manager.app(app).instances().get(0).launch().agentId();
		return context.getBean(EmbeddedMesosCluster.class)
			.agents()
			.stream()
			.filter((agent) -> agentId.equals(agent.id().getValue()))
			.map((agent) -> String.valueOf(agent.index()))
			.findFirst()
			.orElseThrow();
	}

	private static void awaitRunning(TaskManager manager, String name) {
		Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> {
			App app = manager.app(name);
			return app != null && app.count(Phase.RUNNING) == 1;
		});
	}

	private static ConfigurableApplicationContext run() {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application.run("--mesos.embedded.agents=3", "--mesos.embedded.attributes=rack:r{agent}",
				"--mesos.embedded.allocation-interval=50ms", "--mesos.apps.ruled.resources.cpu=0.1",
				"--mesos.apps.ruled.resources.mem=32", "--mesos.apps.ruled.command.cmd=sleep 1000",
				"--mesos.apps.ruled.constraints[0]=licensed:CUSTOM:r1", "--mesos.apps.free.resources.cpu=0.1",
				"--mesos.apps.free.resources.mem=32", "--mesos.apps.free.command.cmd=sleep 1000");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		PlacementConstraintFactory licensed() {
			return new Licensed();
		}

		@Bean
		AgentScorer lastRackFirst() {
			return (agent, group) -> "r2".equals(agent.field("rack")) ? 1 : 0;
		}

	}

	private static final class Licensed implements PlacementConstraintFactory {

		@Override
		public String name() {
			return "licensed";
		}

		@Override
		public PlacementConstraint create(@Nullable String value) {
			return new PlacementConstraint() {

				@Override
				public @Nullable String refusal(AgentOffer agent, PlacedInstances placed) {
					return String.valueOf(value).equals(agent.field("rack")) ? null : "has no licence";
				}

				@Override
				public boolean hard() {
					return true;
				}

				@Override
				public boolean dependsOnPlaced() {
					return false;
				}

			};
		}

	}

}
