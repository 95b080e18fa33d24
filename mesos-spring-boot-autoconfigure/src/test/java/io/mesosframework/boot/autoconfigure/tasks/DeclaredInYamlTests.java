package io.mesosframework.boot.autoconfigure.tasks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ByteArrayResource;

import io.mesosframework.boot.autoconfigure.MesosAutoConfiguration;
import io.mesosframework.boot.task.AppsDeployer;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskSpec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code mesos.apps} means in a YAML file, of which Spring makes properties first.
 */
class DeclaredInYamlTests {

	private static final String WEB = """
			mesos:
			  apps:
			    web:
			      resources: { cpu: 0.5, mem: 64 }
			""";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MesosAutoConfiguration.class, MesosTasksAutoConfiguration.class))
		.withPropertyValues("mesos.scheduler.auto-startup=false", "mesos.master=http://m1:5050");

	@Test
	void emptyListsAndObjectsAreEmpty() {
		run(WEB + """
				      command: { cmd: "true", uris: [], environment: {}, secrets: {} }
				      container: { volume: [], network: [ { name: cni, group: [], labels: {} } ] }
				      labels: {}
				      filters: []
				      constraints: []
				      retry: {}
				      update: {}
				""", (context) -> {
			TaskDefinition web = onlyOne(context);
			assertThat(web.labels()).isEmpty();
			assertThat(web.placement().filters()).isEmpty();
			assertThat(web.placement().constraints()).isEmpty();
			assertThat(web.retry()).isEqualTo(TaskDefinition.RetryPolicy.DEFAULT);
			TaskSpec task = web.tasks().get(0);
			assertThat(task.command().uris()).isEmpty();
			assertThat(task.command().environment()).isEmpty();
			assertThat(task.container()).isNotNull()
				.satisfies((container) -> assertThat(container.networks().get(0).groups()).isEmpty());
		});
	}

	@Test
	void anImageRunsWhatItHasWhenArgvIsEmpty() {
		run(WEB + """
				      command: { argv: [] }
				      container: { image: nginx }
				""", (context) -> assertThat(onlyOne(context).tasks().get(0).command().argv()).isEmpty());
	}

	@Test
	void noAppsAreNoFault() {
		for (String none : new String[] { "mesos.apps: {}", "mesos.apps:", "mesos: { apps: [] }" }) {
			run(none,
					(context) -> assertThat(context).as(none)
						.hasNotFailed()
						.getBean(AppsDeployer.class)
						.satisfies((deployer) -> assertThat(deployer.definitions()).isEmpty()));
		}
	}

	@Test
	void listsObjectsAndTextsAreAsTheyStand() {
		run(WEB + """
				      command:
				        argv: [ sleep, "10" ]
				        environment: { EMPTY: "", FLAG: true }
				      constraints: [ "hostname:UNIQUE", { field: rack, operator: MAX_PER, value: 2 }, [ rack, IS, r1 ] ]
				      kill.grace: 30s
				""", (context) -> {
			TaskDefinition web = onlyOne(context);
			assertThat(web.placement().constraints()).hasSize(3);
			TaskSpec task = web.tasks().get(0);
			assertThat(task.command().argv()).containsExactly("sleep", "10");
			assertThat(task.command().environment()).containsEntry("EMPTY", "").containsEntry("FLAG", "true");
			assertThat(task.killGrace()).hasSeconds(30);
		});
	}

	@Test
	void anotherSourceMaySpellAKeyDifferently() {
		String yaml = WEB
				+ """
						      command: { cmd: "true" }
						      max_completion_time: 5m
						      retry: { max_time: 10m }
						      container: { network: [ { name: cni, port_mapping: [ { host_port: 31000, container_port: 80 } ] } ] }
						""";

		this.runner
			.withPropertyValues("mesos.apps.web.max-completion-time=6m", "mesos.apps.web.retry.max-time=20m",
					"mesos.apps.web.container.network[0].port-mapping[0].host-port=31001",
					"mesos.apps.web.container.network[0].port-mapping[0].container-port=81")
			.withInitializer((context) -> load(context, yaml))
			.run((context) -> {
				TaskDefinition web = onlyOne(context);
				assertThat(web.retry().max()).hasMinutes(20);
				assertThat(web.tasks().get(0).maxCompletionTime()).hasMinutes(6);
			});
	}

	private void run(String yaml, Consumer<AssertableApplicationContext> test) {
		this.runner.withInitializer((context) -> load(context, yaml)).run(test::accept);
	}

	private static void load(ConfigurableApplicationContext context, String yaml) {
		try {
			new YamlPropertySourceLoader()
				.load("application.yaml", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
				.forEach(context.getEnvironment().getPropertySources()::addLast);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static TaskDefinition onlyOne(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		assertThat(context.getBean(AppsDeployer.class).definitions()).hasSize(1);
		return context.getBean(AppsDeployer.class).definitions().get(0);
	}

}
