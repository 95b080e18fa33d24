package io.mesosframework.boot.endtoend;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.TaskState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.mesosframework.boot.actuate.MesosHealthIndicator;
import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.scheduler.FrameworkIdStore;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerState;
import io.mesosframework.store.StoreBatch;
import io.mesosframework.store.StoreException;
import io.mesosframework.store.StoreSession;
import io.mesosframework.store.TaskStore;
import io.mesosframework.task.App;
import io.mesosframework.task.DeployResult;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.TaskManager;
import io.mesosframework.task.definition.TaskDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Applications that keep their state.
 */
@ExtendWith(OutputCaptureExtension.class)
class StoredStateTests {

	@TempDir
	private Path directory;

	@Test
	void theNextStartGoesOnWithTheSameTasks(CapturedOutput output) {
		try (EmbeddedMesosCluster cluster = cluster()) {
			App before;
			try (ConfigurableApplicationContext context = start(Plain.class, files(cluster))) {
				TaskManager manager = context.getBean(TaskManager.class);
				manager.deploy(List
					.of(TaskDefinition.builder("web").instances(2).cpus(0.1).mem(32).cmd("sleep 1000").build()));
				awaitSuccess(manager);
				before = manager.app("web");
			}
			try (ConfigurableApplicationContext context = start(Plain.class, files(cluster))) {
				TaskManager manager = context.getBean(TaskManager.class);
				MesosScheduler scheduler = context.getBean(MesosScheduler.class);
				Awaitility.await().until(() -> scheduler.state() == SchedulerState.SUBSCRIBED);
				Awaitility.await().until(() -> manager.reconciliation().finishedAt() != null);

				assertThat(manager.app("web").instances()).isEqualTo(before.instances());
				assertThat(cluster.state().tasks()).hasSize(2)
					.allSatisfy((task) -> assertThat(task.getState()).isEqualTo(TaskState.TASK_RUNNING));
				assertThat(cluster.state().frameworks()).hasSize(1);
			}
		}
		assertThat(output).contains("The store knows 1 apps with 2 instances").doesNotContain("kept in memory only");
	}

	@Test
	void aStoreThatIsInUseIsRefusedWithAReason(CapturedOutput output) {
		try (EmbeddedMesosCluster cluster = cluster();
				ConfigurableApplicationContext first = start(Plain.class, files(cluster))) {
			assertThat(first.isActive()).isTrue();

			assertThatException().isThrownBy(() -> start(Plain.class, files(cluster)));

			assertThat(output).contains("The state of the framework could not be read")
				.contains(this.directory.toString())
				.contains("do not start it with an empty store");
			assertThat(first.getBean(MesosScheduler.class).state()).isEqualTo(SchedulerState.SUBSCRIBED);
		}
	}

	@Test
	void filesNeedADirectory(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(Plain.class, "--mesos.store.type=file"));

		assertThat(output).contains("mesos.store.file.directory").contains("it must name a directory");
	}

	@Test
	void aStoreThatDoesNotWorkIsSeenInTheHealth() {
		try (EmbeddedMesosCluster cluster = cluster();
				ConfigurableApplicationContext context = start(Broken.class,
						"--mesos.master=" + cluster.masterUrls())) {
			MesosScheduler scheduler = context.getBean(MesosScheduler.class);
			Awaitility.await().until(() -> scheduler.state() == SchedulerState.SUBSCRIBED);
			MesosHealthIndicator health = context.getBean(MesosHealthIndicator.class);
			assertThat(health.health().getStatus()).isEqualTo(Status.UP);

			CompletionStage<List<DeployResult>> deployed = context.getBean(TaskManager.class)
				.deploy(List.of(TaskDefinition.builder("web").cpus(0.1).mem(32).cmd("sleep 1000").build()));

			Awaitility.await().until(() -> health.health().getStatus().equals(Status.DOWN));
			Health down = health.health();
			assertThat(down.getDetails()).extractingByKey("reason")
				.asString()
				.contains("cannot be stored")
				.contains("a fault of the test");
			assertThat(deployed.toCompletableFuture()).isNotDone();
			context.getBean(BrokenStore.class).broken = false;
			Awaitility.await().until(() -> health.health().getStatus().equals(Status.UP));
			assertThat(deployed.toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20));
		}
	}

	private static EmbeddedMesosCluster cluster() {
		return EmbeddedMesosCluster.builder().allocationInterval(Duration.ofMillis(50)).start();
	}

	private String[] files(EmbeddedMesosCluster cluster) {
		return new String[] { "--mesos.master=" + cluster.masterUrls(), "--mesos.store.type=file",
				"--mesos.store.file.directory=" + this.directory };
	}

	private static void awaitSuccess(TaskManager manager) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(40))
			.until(() -> manager.app("web") != null
					&& manager.app("web").deployment().state() == Deployment.State.SUCCEEDED);
	}

	private static ConfigurableApplicationContext start(Class<?> source, String... arguments) {
		SpringApplication application = new SpringApplication(source);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setRegisterShutdownHook(false);
		return application.run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Plain {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Broken {

		@Bean
		BrokenStore store() {
			return new BrokenStore();
		}

		@Bean
		FrameworkIdStore ids() {
			return FrameworkIdStore.inMemory();
		}

	}

	/**
	 * A store in memory that cannot write at first.
	 */
	static class BrokenStore implements TaskStore {

		private final TaskStore store = TaskStore.inMemory();

		volatile boolean broken = true;

		@Override
		public CompletionStage<StoreSession> open(long epoch) {
			return this.store.open(epoch).thenApply((session) -> new StoreSession() {

				@Override
				public long epoch() {
					return session.epoch();
				}

				@Override
				public CompletionStage<Map<String, ByteString>> load() {
					return session.load();
				}

				@Override
				public CompletionStage<Void> write(StoreBatch batch) {
					return BrokenStore.this.broken
							? CompletableFuture.failedFuture(new StoreException("a fault of the test", null))
							: session.write(batch);
				}

			});
		}

		@Override
		public boolean isDurable() {
			return true;
		}

		@Override
		public void close() {
			this.store.close();
		}

	}

}
