package io.mesosframework.boot.endtoend;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.Value;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.mesosframework.boot.autoconfigure.MesosConnectionDetails;
import io.mesosframework.boot.event.MesosEventHandler;
import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerState;
import io.mesosframework.scheduler.event.MesosDisconnected;
import io.mesosframework.scheduler.event.MesosSubscribed;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whole applications on an embedded cluster.
 */
@ExtendWith(OutputCaptureExtension.class)
class EmbeddedClusterTests {

	private @Nullable ConfigurableApplicationContext context;

	@AfterEach
	void close() {
		if (this.context != null) {
			this.context.close();
		}
	}

	@Test
	void aClusterStartsWhenNoMasterIsSetAndRunsTasks(CapturedOutput output) {
		start("--mesos.embedded.agents=2", "--tasks=5");

		Awaitility.await()
			.untilAsserted(() -> assertThat(framework().states).hasSize(5).containsValue(TaskState.TASK_FINISHED));
		Awaitility.await()
			.untilAsserted(() -> assertThat(framework().states.values()).containsOnly(TaskState.TASK_FINISHED));
		assertThat(output).containsOnlyOnce("Started an embedded Mesos cluster with 2 agent(s)")
			.contains("'mesos.master' is not set");
	}

	@Test
	void noClusterStartsWhenAMasterIsSet(CapturedOutput output) {
		try (EmbeddedMesosCluster cluster = EmbeddedMesosCluster.builder().start()) {
			start("--mesos.master=" + cluster.masterUrls(), "--tasks=1");

			assertThat(this.context.getBeanNamesForType(EmbeddedMesosCluster.class)).isEmpty();
			Awaitility.await()
				.untilAsserted(() -> assertThat(framework().states.values()).containsExactly(TaskState.TASK_FINISHED));
			assertThat(output).doesNotContain("Started an embedded Mesos cluster");
			this.context.close();
			this.context = null;
		}
	}

	@Test
	void anOwnClusterOrOwnDetailsAreUsed() {
		try (EmbeddedMesosCluster cluster = EmbeddedMesosCluster.builder().start()) {
			SpringApplication application = application();
			application.addInitializers((context) -> context.getBeanFactory().registerSingleton("own", cluster));
			this.context = application.run();

			assertThat(this.context.getBean(EmbeddedMesosCluster.class)).isSameAs(cluster);
			assertThat(this.context.getBean(MesosConnectionDetails.class).getMasters().get(0).toString())
				.isEqualTo(cluster.masterUrl().toString());
			this.context.close();
			this.context = null;
		}
	}

	@Test
	void pauseDisconnectsAndRestartSubscribesWithTheSameId() {
		start("--tasks=0");
		String id = id();

		this.context.pause();
		assertThat(scheduler().state()).isEqualTo(SchedulerState.STOPPED);
		this.context.restart();
		Awaitility.await().until(() -> scheduler().state() == SchedulerState.SUBSCRIBED);

		assertThat(id()).isEqualTo(id);
		assertThat(framework().subscriptions).hasSize(2);
		assertThat(framework().subscriptions.get(1).reregistered()).isTrue();
	}

	@Test
	void theFrameworkComesBackAfterTheMasterHasRestarted() {
		start("--tasks=0", "--mesos.client.backoff.min=50ms", "--mesos.client.backoff.max=200ms");
		String id = id();

		this.context.getBean(EmbeddedMesosCluster.class).masters().get(0).restart();
		Awaitility.await().untilAsserted(() -> assertThat(framework().subscriptions).hasSizeGreaterThanOrEqualTo(2));

		assertThat(id()).isEqualTo(id);
		assertThat(framework().disconnections).hasPositiveValue();
	}

	@Test
	void theIdSurvivesARestartOfTheApplication(@org.junit.jupiter.api.io.TempDir java.nio.file.Path directory) {
		try (EmbeddedMesosCluster cluster = EmbeddedMesosCluster.builder().start()) {
			String[] arguments = { "--mesos.master=" + cluster.masterUrls(), "--tasks=0",
					"--mesos.framework.id-file=" + directory.resolve("framework.id") };
			start(arguments);
			String id = id();
			this.context.close();
			start(arguments);

			assertThat(id()).isEqualTo(id);
			this.context.close();
			this.context = null;
		}
	}

	@Test
	void theFrameworkIsTornDownOnStopWhenThatIsWanted() {
		try (EmbeddedMesosCluster cluster = EmbeddedMesosCluster.builder().start()) {
			start("--mesos.master=" + cluster.masterUrls(), "--tasks=0", "--mesos.framework.teardown-on-stop=true");
			String id = id();
			this.context.close();

			start("--mesos.master=" + cluster.masterUrls(), "--tasks=0",
					"--mesos.scheduler.on-framework-removed=register-anew", "--mesos.framework.id=" + id);
			assertThat(id()).isNotEqualTo(id);
			this.context.close();
			this.context = null;
		}
	}

	@Test
	void aFrameworkWhoseIdNobodyCouldResumeIsTornDownOnStop(CapturedOutput output) {
		try (EmbeddedMesosCluster cluster = EmbeddedMesosCluster.builder().start()) {
			start("--mesos.master=" + cluster.masterUrls(), "--tasks=0");
			String id = id();
			this.context.close();
			assertThat(output).contains("The framework is torn down and its tasks are killed");

			start("--mesos.master=" + cluster.masterUrls(), "--tasks=0",
					"--mesos.scheduler.on-framework-removed=register-anew", "--mesos.framework.id=" + id);
			assertThat(id()).isNotEqualTo(id);
			this.context.close();
			this.context = null;
		}
	}

	@Test
	void theFrameworkLivesOnAfterAStopWhenThatIsWanted(CapturedOutput output) {
		try (EmbeddedMesosCluster cluster = EmbeddedMesosCluster.builder().start()) {
			start("--mesos.master=" + cluster.masterUrls(), "--tasks=0", "--mesos.framework.teardown-on-stop=false");
			String id = id();
			this.context.close();

			assertThat(output).contains("The framework stays registered");
			start("--mesos.master=" + cluster.masterUrls(), "--tasks=0", "--mesos.framework.id=" + id);
			assertThat(id()).isEqualTo(id);
			this.context.close();
			this.context = null;
		}
	}

	@Test
	void handlersWorkInALazyApplication() {
		start("--spring.main.lazy-initialization=true", "--tasks=1");

		Awaitility.await().until(() -> scheduler().state() == SchedulerState.SUBSCRIBED);
		Awaitility.await()
			.untilAsserted(() -> assertThat(framework().states.values()).containsExactly(TaskState.TASK_FINISHED));
	}

	@Test
	void invalidEmbeddedPropertiesFailTheStart(CapturedOutput output) {
		org.assertj.core.api.Assertions
			.catchThrowable(() -> start("--mesos.embedded.resources=cpus:many", "--tasks=0"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The embedded Mesos cluster cannot be started")
			.contains("'mesos.embedded.resources'");
	}

	@Test
	void aTakenPortFailsTheStart(CapturedOutput output) throws Exception {
		try (java.net.ServerSocket taken = new java.net.ServerSocket(0, 1,
				java.net.InetAddress.getByName("127.0.0.1"))) {
			org.assertj.core.api.Assertions
				.catchThrowable(() -> start("--mesos.embedded.port=" + taken.getLocalPort(), "--tasks=0"));
		}
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The embedded Mesos cluster cannot be started")
			.contains("Set 'mesos.embedded.port' to 0");
	}

	private void start(String... arguments) {
		this.context = application().run(arguments);
	}

	private static SpringApplication application() {
		SpringApplication application = new SpringApplication(Framework.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setRegisterShutdownHook(false);
		application.setDefaultProperties(Map.of("mesos.scheduler.startup-timeout", "60s"));
		return application;
	}

	private Framework framework() {
		return this.context.getBean(Framework.class);
	}

	private MesosScheduler scheduler() {
		return this.context.getBean(MesosScheduler.class);
	}

	private String id() {
		Awaitility.await().until(() -> scheduler().state() == SchedulerState.SUBSCRIBED);
		return String.valueOf(scheduler().frameworkId().getValue());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Framework {

		private final Map<String, TaskState> states = new ConcurrentHashMap<>();

		private final List<MesosSubscribed> subscriptions = new CopyOnWriteArrayList<>();

		private final AtomicInteger disconnections = new AtomicInteger();

		private final AtomicInteger launched = new AtomicInteger();

		private final int tasks;

		Framework(org.springframework.core.env.Environment environment) {
			this.tasks = environment.getProperty("tasks", Integer.class, 0);
		}

		@MesosEventHandler
		@Nullable TaskInfo launch(Offer offer) {
			if (this.launched.get() >= this.tasks) {
				return null;
			}
			int number = this.launched.incrementAndGet();
			return TaskInfo.newBuilder()
				.setName("task-" + number)
				.setTaskId(TaskID.newBuilder().setValue("task-" + number))
				.setAgentId(offer.getAgentId())
				.setCommand(CommandInfo.newBuilder().setValue("echo hello"))
				.addResources(scalar("cpus", 0.1))
				.addResources(scalar("mem", 32))
				.build();
		}

		@MesosEventHandler
		void status(TaskStatus status) {
			this.states.put(status.getTaskId().getValue(), status.getState());
		}

		@MesosEventHandler
		void subscribed(MesosSubscribed subscribed) {
			this.subscriptions.add(subscribed);
		}

		@MesosEventHandler
		void disconnected(MesosDisconnected disconnected) {
			this.disconnections.incrementAndGet();
		}

		private static Resource scalar(String name, double value) {
			return Resource.newBuilder()
				.setName(name)
				.setType(Value.Type.SCALAR)
				.setScalar(Value.Scalar.newBuilder().setValue(value))
				.build();
		}

	}

}
