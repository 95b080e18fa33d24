package io.mesosframework.task;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.scheduler.SchedulerConfiguration;
import io.mesosframework.scheduler.SchedulerDriver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TaskManagerTests {

	private EmbeddedMesosCluster cluster;

	private SchedulerDriver driver;

	private DefaultTaskManager manager;

	@BeforeEach
	void start() {
		this.cluster = EmbeddedMesosCluster.builder()
			.agents(2)
			.resources("cpus:2;mem:1024;disk:1024;ports:[31000-31099]")
			.attributes("rack:r{agent};level:3")
			.allocationInterval(Duration.ofMillis(50))
			.start();
		FrameworkInfo info = FrameworkInfo.newBuilder()
			.setName("tasks")
			.setUser(System.getProperty("user.name"))
			.addRoles("web")
			.setCheckpoint(true)
			.setFailoverTimeout(600)
			.addCapabilities(Capability.newBuilder().setType(Capability.Type.MULTI_ROLE))
			.addCapabilities(Capability.newBuilder().setType(Capability.Type.PARTITION_AWARE))
			.addCapabilities(Capability.newBuilder().setType(Capability.Type.RESERVATION_REFINEMENT))
			.build();
		this.driver = new SchedulerDriver(
				SchedulerConfiguration.builder().master(this.cluster.masterUrls()).frameworkInfo(info).build());
		this.manager = new DefaultTaskManager(this.driver.scheduler(), TaskManagerOptions.defaults());
		this.driver.addListener(this.manager);
		this.driver.addListener((event, scheduler) -> {
			if (event.taskStatus() != null) {
				scheduler.acknowledge(event.taskStatus());
			}
		});
		this.driver.start();
	}

	@AfterEach
	void stop() {
		this.driver.close();
		this.cluster.close();
	}

	@Test
	void runsWhatIsDeclaredAndScalesAndRemovesIt() throws Exception {
		deploy(service("web", 3));
		awaitPhase("web", Phase.RUNNING, 3);

		this.manager.scale("web", 1).toCompletableFuture().get(5, TimeUnit.SECONDS);
		await(() -> app("web").instances().size() == 1);
		assertThat(app("web").instances()).extracting(Instance::index).containsExactly(0);

		this.manager.remove("web").toCompletableFuture().get(5, TimeUnit.SECONDS);
		await(() -> this.manager.app("web") == null);
	}

	@Test
	void deployingTheSameAgainChangesNothing() throws Exception {
		deploy(service("web", 1));
		awaitPhase("web", Phase.RUNNING, 1);
		Instance before = app("web").instances().get(0);

		deploy(service("web", 1));

		assertThat(app("web").instances().get(0)).isEqualTo(before);
		assertThat(app("web").version()).isOne();
	}

	@Test
	void aNewVersionReplacesTheOldOne() throws Exception {
		deploy(service("web", 2));
		awaitPhase("web", Phase.RUNNING, 2);
		Map<String, Object> next = service("web", 2);
		next.put("labels", Map.of("version", "two"));

		deploy(next);

		await(() -> app("web").instances()
			.stream()
			.allMatch((instance) -> instance.phase() == Phase.RUNNING && instance.launch().version() == 2));
		assertThat(app("web").instances()).allSatisfy((instance) -> assertThat(instance.history()).hasSize(1));
	}

	@Test
	void aJobRunsOnceAndIsDone() throws Exception {
		Map<String, Object> job = service("job", 4);
		job.put("command", Map.of("cmd", "true"));
		job.put("restart", "on-failure");

		deploy(job);

		awaitPhase("job", Phase.FINISHED, 4);
	}

	@Test
	void whatFailsIsTriedAgainAndThenGivenUp() throws Exception {
		Map<String, Object> job = service("bad", 1);
		job.put("command", Map.of("cmd", "exit 7"));
		job.put("restart", "on-failure");
		job.put("retry", Map.of("time", "100ms", "total_retries", 2));

		deploy(job);

		awaitPhase("bad", Phase.GIVEN_UP, 1);
		Instance instance = app("bad").instances().get(0);
		assertThat(instance.failures()).isEqualTo(3);
		assertThat(instance.launch().message()).contains("exited with status 7");
		assertThat(instance.history()).hasSize(2);
	}

	@Test
	void runsATaskGroup() throws Exception {
		Map<String, Object> pod = new LinkedHashMap<>();
		pod.put("name", "pod");
		pod.put("tasks",
				List.of(Map.of("name", "one", "resources", Map.of("cpu", 0.1, "mem", 32), "command",
						Map.of("cmd", "sleep 1000")),
						Map.of("name", "two", "resources", Map.of("cpu", 0.1, "mem", 32), "command",
								Map.of("cmd", "sleep 1000"))));

		deploy(pod);
		awaitPhase("pod", Phase.RUNNING, 1);
		this.manager.remove("pod").toCompletableFuture().get(5, TimeUnit.SECONDS);

		await(() -> this.manager.app("pod") == null);
	}

	@Test
	void saysWhyItWaits() throws Exception {
		Map<String, Object> big = service("big", 1);
		big.put("resources", Map.of("cpu", 3, "mem", 64));

		deploy(big);

		await(() -> this.manager.whyWaiting("big") != null);
		assertThat(this.manager.whyWaiting("big")).contains("cpus 2 < 3");
	}

	@Test
	void filtersOnAttributesByValue() throws Exception {
		Map<String, Object> filtered = service("filtered", 2);
		filtered.put("filters", List.of(Map.of("type", "TEXT", "value", List.of("r1", "r7")),
				Map.of("type", "SCALAR", "value", List.of("3"))));

		deploy(filtered);
		awaitPhase("filtered", Phase.RUNNING, 2);

		assertThat(app("filtered").instances().stream().map((instance) -> instance.launch().agentId()).distinct())
			.hasSize(1);
	}

	@Test
	void oneFailureEndsAFailFastGang() throws Exception {
		Map<String, Object> gang = service("gang", 3);
		gang.put("gang", true);
		gang.put("fail_fast", true);
		gang.put("command", Map.of("cmd", "if [ $MESOS_APP_INSTANCE = 1 ]; then exit 1; else sleep 1000; fi"));

		deploy(gang);

		awaitPhase("gang", Phase.STOPPED, 3);
	}

	@Test
	void namesTheAppThatDoesNotExist() {
		assertThatExceptionOfType(java.util.concurrent.ExecutionException.class)
			.isThrownBy(() -> this.manager.scale("nope", 1).toCompletableFuture().get(5, TimeUnit.SECONDS))
			.withCauseInstanceOf(UnknownAppException.class)
			.withMessageContaining("There is no app 'nope'");
	}

	@Test
	void tasksSurviveAMasterFailover() throws Exception {
		deploy(service("web", 2));
		awaitPhase("web", Phase.RUNNING, 2);
		List<String> before = taskIds("web");

		this.cluster.masters().get(0).restart();

		await(() -> this.driver.scheduler().counters().reconnects() > 0
				&& this.driver.scheduler().state() == io.mesosframework.scheduler.SchedulerState.SUBSCRIBED);
		deploy(service("web", 3));
		awaitPhase("web", Phase.RUNNING, 3);
		assertThat(taskIds("web")).containsAll(before);
	}

	private List<String> taskIds(String app) {
		return app(app).instances().stream().map((instance) -> instance.launch().taskId()).toList();
	}

	private void deploy(Map<String, Object> document) throws Exception {
		this.manager.deploy(new TaskDefinitionReader().read(document)).toCompletableFuture().get(5, TimeUnit.SECONDS);
	}

	private App app(String name) {
		App app = this.manager.app(name);
		assertThat(app).isNotNull();
		return app;
	}

	private void awaitPhase(String app, Phase phase, int count) {
		await(() -> app(app).count(phase) == count);
	}

	private void await(java.util.concurrent.Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(40)).until(condition);
	}

	private static Map<String, Object> service(String name, int instances) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("name", name);
		document.put("instances", instances);
		document.put("resources", Map.of("cpu", 0.5, "mem", 64));
		document.put("command", Map.of("cmd", "sleep 1000"));
		return document;
	}

}
