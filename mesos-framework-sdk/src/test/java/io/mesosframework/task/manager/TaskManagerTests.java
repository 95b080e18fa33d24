package io.mesosframework.task.manager;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.scheduler.SchedulerState;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.UnknownAppException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TaskManagerTests {

	private final ManagerFixture mesos = new ManagerFixture((cluster) -> cluster.attributes("rack:r{agent};level:3"),
			TaskManagerOptions.defaults());

	private final DefaultTaskManager manager = this.mesos.manager;

	@AfterEach
	void stop() {
		this.mesos.close();
	}

	@Test
	void runsWhatIsDeclaredAndScalesAndRemovesIt() throws Exception {
		this.mesos.deploy(ManagerFixture.service("web", 3));
		this.mesos.awaitPhase("web", Phase.RUNNING, 3);

		this.manager.scale("web", 1).toCompletableFuture().get(60, TimeUnit.SECONDS);
		this.mesos.await(() -> this.mesos.app("web").instances().size() == 1);
		assertThat(this.mesos.app("web").instances()).extracting(Instance::index).containsExactly(0);

		this.manager.remove("web").toCompletableFuture().get(60, TimeUnit.SECONDS);
		this.mesos.await(() -> this.manager.app("web") == null);
	}

	@Test
	void deployingTheSameAgainChangesNothing() throws Exception {
		this.mesos.deploy(ManagerFixture.service("web", 1));
		this.mesos.awaitPhase("web", Phase.RUNNING, 1);
		Instance before = this.mesos.app("web").instances().get(0);

		this.mesos.deploy(ManagerFixture.service("web", 1));

		assertThat(this.mesos.app("web").instances().get(0)).isEqualTo(before);
		assertThat(this.mesos.app("web").version()).isOne();
	}

	@Test
	void aNewVersionReplacesTheOldOne() throws Exception {
		this.mesos.deploy(ManagerFixture.service("web", 2));
		this.mesos.awaitPhase("web", Phase.RUNNING, 2);
		Map<String, Object> next = ManagerFixture.service("web", 2);
		next.put("labels", Map.of("version", "two"));

		this.mesos.deploy(next);

		this.mesos.await(() -> this.mesos.app("web")
			.instances()
			.stream()
			.allMatch((instance) -> instance.phase() == Phase.RUNNING && instance.launch().version() == 2));
		assertThat(this.mesos.app("web").instances())
			.allSatisfy((instance) -> assertThat(instance.history()).hasSize(1));
	}

	@Test
	void aJobRunsOnceAndIsDone() throws Exception {
		Map<String, Object> job = ManagerFixture.service("job", 4);
		job.put("command", Map.of("cmd", "true"));
		job.put("restart", "on-failure");

		this.mesos.deploy(job);

		this.mesos.awaitPhase("job", Phase.FINISHED, 4);
	}

	@Test
	void whatFailsIsTriedAgainAndThenGivenUp() throws Exception {
		Map<String, Object> job = ManagerFixture.service("bad", 1);
		job.put("command", Map.of("cmd", "exit 7"));
		job.put("restart", "on-failure");
		job.put("retry", Map.of("time", "100ms", "total_retries", 2));

		this.mesos.deploy(job);

		this.mesos.awaitPhase("bad", Phase.GIVEN_UP, 1);
		Instance instance = this.mesos.app("bad").instances().get(0);
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

		this.mesos.deploy(pod);
		this.mesos.awaitPhase("pod", Phase.RUNNING, 1);
		this.manager.remove("pod").toCompletableFuture().get(60, TimeUnit.SECONDS);

		this.mesos.await(() -> this.manager.app("pod") == null);
	}

	@Test
	void saysWhyItWaits() throws Exception {
		Map<String, Object> big = ManagerFixture.service("big", 1);
		big.put("resources", Map.of("cpu", 3, "mem", 64));

		this.mesos.deploy(big);

		this.mesos.await(() -> this.manager.waiting("big").stream().anyMatch((why) -> why.agents() == 2));
		assertThat(this.manager.waiting("big")).singleElement()
			.satisfies((why) -> assertThat(why.text()).contains("2 agents: cpus 2 < 3"));
	}

	@Test
	void filtersOnAttributesByValue() throws Exception {
		Map<String, Object> filtered = ManagerFixture.service("filtered", 2);
		filtered.put("filters", List.of(Map.of("type", "TEXT", "value", List.of("r1", "r7")),
				Map.of("type", "SCALAR", "value", List.of("3"))));

		this.mesos.deploy(filtered);
		this.mesos.awaitPhase("filtered", Phase.RUNNING, 2);

		assertThat(this.mesos.app("filtered")
			.instances()
			.stream()
			.map((instance) -> instance.launch().agentId())
			.distinct()).hasSize(1);
	}

	@Test
	void oneFailureEndsAFailFastGang() throws Exception {
		Map<String, Object> gang = ManagerFixture.service("gang", 3);
		gang.put("gang", true);
		gang.put("fail_fast", true);
		gang.put("command", Map.of("cmd", "if [ $MESOS_APP_INSTANCE = 1 ]; then exit 1; else sleep 1000; fi"));

		this.mesos.deploy(gang);

		this.mesos.awaitPhase("gang", Phase.STOPPED, 3);
	}

	@Test
	void namesTheAppThatDoesNotExist() {
		assertThatExceptionOfType(java.util.concurrent.ExecutionException.class)
			.isThrownBy(() -> this.manager.scale("nope", 1).toCompletableFuture().get(60, TimeUnit.SECONDS))
			.withCauseInstanceOf(UnknownAppException.class)
			.withMessageContaining("There is no app 'nope'");
	}

	@Test
	void tasksSurviveAMasterFailover() throws Exception {
		this.mesos.deploy(ManagerFixture.service("web", 2));
		this.mesos.awaitPhase("web", Phase.RUNNING, 2);
		List<String> before = this.mesos.taskIds("web");

		this.mesos.cluster.masters().get(0).restart();

		this.mesos.await(() -> this.mesos.driver.scheduler().counters().reconnects() > 0
				&& this.mesos.driver.scheduler().state() == SchedulerState.SUBSCRIBED);
		this.mesos.deploy(ManagerFixture.service("web", 3));
		this.mesos.awaitPhase("web", Phase.RUNNING, 3);
		assertThat(this.mesos.taskIds("web")).containsAll(before);
	}

}
