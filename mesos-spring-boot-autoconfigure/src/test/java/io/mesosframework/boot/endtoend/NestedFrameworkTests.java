package io.mesosframework.boot.endtoend;

import java.nio.file.Path;
import java.time.Duration;

import org.apache.mesos.v1.Protos.TaskState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerState;
import io.mesosframework.task.InstanceCounts;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManager;

import static io.mesosframework.embedded.test.MesosAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A framework that another framework has launched as a task: both live, although the
 * agent tells the inner one the id of the outer one.
 */
class NestedFrameworkTests {

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	@Test
	void aFrameworkLaunchedAsATaskDoesNotTakeOverItsParent() {
		try (EmbeddedMesosCluster cluster = EmbeddedMesosCluster.builder().agents(1).start();
				ConfigurableApplicationContext parent = start(parentArguments(cluster))) {
			assertThat(cluster).within(PATIENCE).hasSubscribedFramework("inner");
			assertThat(cluster).within(PATIENCE).hasActiveTasks(2);
			assertThat(cluster).hasSubscribedFramework("outer");
			assertThat(parent.getBean(MesosScheduler.class).state()).isEqualTo(SchedulerState.SUBSCRIBED);
			InstanceCounts counts = parent.getBean(TaskManager.class).counts();
			assertThat(counts.count("framework", Phase.RUNNING)).isOne();
			Awaitility.await()
				.atMost(PATIENCE)
				.untilAsserted(() -> assertThat(cluster.state().tasks()).hasSize(2)
					.allSatisfy((task) -> assertThat(task.getState()).isEqualTo(TaskState.TASK_RUNNING)));
		}
	}

	private static String[] parentArguments(EmbeddedMesosCluster cluster) {
		String app = "--mesos.apps.framework.";
		return new String[] { "--mesos.master=" + cluster.masterUrls(), "--mesos.framework.name=outer",
				app + "resources.cpu=0.5", app + "resources.mem=256",
				app + "command.cmd=exec " + Path.of(System.getProperty("java.home"), "bin", "java") + " '"
						+ Inner.class.getName() + "'",
				app + "command.environment.CLASSPATH="
						+ System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
				app + "command.environment.MESOS_MASTER=" + cluster.masterUrls(),
				app + "command.environment.MESOS_FRAMEWORK_NAME=inner", app + "kill.grace=2s" };
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		SpringApplication application = new SpringApplication(Framework.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setRegisterShutdownHook(false);
		return application.run(arguments);
	}

	/**
	 * Both frameworks.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Framework {

	}

	/**
	 * The program of the inner framework.
	 */
	static final class Inner {

		private Inner() {
		}

		public static void main(String[] arguments) {
			SpringApplication application = new SpringApplication(Framework.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			application.run("--mesos.apps.leaf.resources.cpu=0.1", "--mesos.apps.leaf.resources.mem=32",
					"--mesos.apps.leaf.command.cmd=exec sleep 1000");
		}

	}

}
