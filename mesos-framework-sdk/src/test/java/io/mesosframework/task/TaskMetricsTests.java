package io.mesosframework.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.mesosframework.offer.OfferMetrics;
import io.mesosframework.task.manager.HeldStore;
import io.mesosframework.task.manager.ManagerFixture;

import static org.assertj.core.api.Assertions.assertThat;

class TaskMetricsTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private ManagerFixture fixture;

	@BeforeEach
	void start() {
		this.fixture = new ManagerFixture((cluster) -> cluster, TaskManagerOptions.defaults());
		TaskMetrics.bind(this.registry, this.fixture.manager, 2, Tags.of("framework", "f"));
		OfferMetrics.bind(this.registry, this.fixture.manager.resources(), Tags.of("framework", "f"));
	}

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void countsInstancesByAppAndState() {
		this.fixture.deploy(ManagerFixture.service("web", 3));
		this.fixture.awaitPhase("web", Phase.RUNNING, 3);

		assertThat(tasks("web", Phase.RUNNING)).isEqualTo(3);
		assertThat(tasks("web", Phase.WAITING)).isZero();
		assertThat(tasks("web", Phase.LAUNCHING)).isZero();

		this.fixture.get(this.fixture.manager.scale("web", 1));
		this.fixture.await(() -> this.fixture.app("web").instances().size() == 1);
		assertThat(tasks("web", Phase.RUNNING)).isEqualTo(1);
		assertThat(tasks("web", Phase.STOPPED)).isZero();
	}

	@Test
	void timesLaunchesAndDeployments() {
		this.fixture.deploy(ManagerFixture.service("web", 3));
		this.fixture.awaitDeployment("web", Deployment.State.SUCCEEDED);
		this.fixture.await(() -> this.registry.find("mesos.deployments").timer() != null);

		assertThat(this.registry.get("mesos.tasks.launch.wait").tag("app", "web").timer().count()).isEqualTo(3);
		Timer starts = this.registry.get("mesos.tasks.launch.start").tag("app", "web").timer();
		assertThat(starts.count()).isEqualTo(3);
		assertThat(starts.totalTime(TimeUnit.MILLISECONDS)).isPositive();
		assertThat(this.registry.get("mesos.deployments").tags("kind", "START", "outcome", "SUCCEEDED").timer().count())
			.isOne();
		assertThat(this.registry.get("mesos.deployments.running").gauge().value()).isZero();
	}

	@Test
	void countsHowTasksEnd() {
		Map<String, Object> bad = ManagerFixture.service("bad", 1);
		bad.put("command", Map.of("cmd", "exit 3"));
		bad.put("restart", "never");
		Map<String, Object> good = ManagerFixture.service("good", 1);
		good.put("command", Map.of("cmd", "true"));
		good.put("restart", "never");
		this.fixture.deploy(bad);
		this.fixture.deploy(good);
		this.fixture.awaitPhase("bad", Phase.GIVEN_UP, 1);
		this.fixture.awaitPhase("good", Phase.FINISHED, 1);

		assertThat(this.registry.get("mesos.tasks.ended").tags("app", "bad", "state", "TASK_FAILED").counters())
			.singleElement()
			.satisfies((counter) -> assertThat(counter.count()).isOne());
		assertThat(this.registry.get("mesos.tasks.ended").tags("app", "good", "state", "TASK_FINISHED").counters())
			.singleElement()
			.satisfies((counter) -> assertThat(counter.count()).isOne());
	}

	@Test
	void countsAndTimesOffersAndPlacement() {
		this.fixture.deploy(ManagerFixture.service("web", 1));
		this.fixture.awaitPhase("web", Phase.RUNNING, 1);

		assertThat(this.registry.get("mesos.offers.received").functionCounter().count()).isPositive();
		assertThat(this.registry.get("mesos.offers.answered").tag("outcome", "used").functionCounter().count())
			.isPositive();
		assertThat(this.registry.get("mesos.offers.hold").functionTimer().count()).isPositive();
		assertThat(this.registry.get("mesos.offers.placement").functionTimer().count()).isPositive();
		assertThat(this.registry.get("mesos.offers.placement").functionTimer().totalTime(TimeUnit.NANOSECONDS))
			.isPositive();
	}

	@Test
	void boundsTheNumberOfApps() {
		for (String name : new String[] { "a", "b", "c", "d" }) {
			this.fixture.deploy(ManagerFixture.service(name, 1));
			this.fixture.awaitPhase(name, Phase.RUNNING, 1);
		}

		assertThat(apps()).containsExactly("a", "b", "other");
		assertThat(tasks("other", Phase.RUNNING)).isEqualTo(2);
		assertThat(this.registry.get("mesos.tasks.launch.start").tag("app", "other").timer().count()).isEqualTo(2);
	}

	@Test
	void forgetsAppsThatAreRemoved() {
		this.fixture.deploy(ManagerFixture.service("a", 1));
		this.fixture.awaitPhase("a", Phase.RUNNING, 1);
		this.fixture.get(this.fixture.manager.remove("a"));
		this.fixture.await(() -> !this.fixture.events(AppRemoved.class).isEmpty());
		this.fixture.await(() -> apps().equals(new TreeSet<>(List.of("other"))));

		assertThat(this.registry.find("mesos.tasks.ended").tag("app", "a").counters()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void knowsWhatWasStored(boolean boundBeforeRestore) {
		HeldStore store = new HeldStore();
		this.fixture.close();
		this.fixture = new ManagerFixture((cluster) -> cluster, TaskManagerOptions.defaults(), store);
		this.fixture.deploy(ManagerFixture.service("a", 2));
		this.fixture.awaitDeployment("a", Deployment.State.SUCCEEDED);
		this.fixture.deploy(huge("b"));
		this.fixture.deploy(huge("c"));
		this.fixture.driver.close();

		SimpleMeterRegistry next = new SimpleMeterRegistry();
		this.fixture.live(TaskManagerOptions.defaults(), store, (manager) -> {
			if (boundBeforeRestore) {
				TaskMetrics.bind(next, manager, 2, Tags.empty());
			}
		});
		if (!boundBeforeRestore) {
			TaskMetrics.bind(next, this.fixture.manager, 2, Tags.empty());
		}

		assertThat(next.get("mesos.tasks").tags("app", "a", "state", "RUNNING").gauge().value()).isEqualTo(2);
		assertThat(next.get("mesos.tasks").tags("app", "b", "state", "WAITING").gauge().value()).isOne();
		assertThat(next.get("mesos.tasks").tags("app", "other", "state", "WAITING").gauge().value()).isOne();
		assertThat(next.get("mesos.deployments.running").gauge().value()).isEqualTo(2);
		this.fixture.get(this.fixture.manager.remove("b"));
		this.fixture.await(() -> next.get("mesos.deployments.running").gauge().value() == 1);
	}

	@Test
	void timesADeploymentThatFailedAgainWhenItIsContinued(@TempDir Path directory) throws IOException {
		Path ready = directory.resolve("ready");
		this.fixture.deploy(ManagerFixture.service("web", 2));
		this.fixture.awaitDeployment("web", Deployment.State.SUCCEEDED);
		Map<String, Object> next = ManagerFixture.service("web", 2);
		next.put("readiness",
				Map.of("type", "command", "command", "test -e " + ready, "delay", "0s", "interval", "200ms"));
		next.put("update", Map.of("ready_within", "1s"));
		this.fixture.deploy(next);
		this.fixture.awaitDeployment("web", Deployment.State.FAILED);
		assertThat(updates("FAILED")).isOne();
		assertThat(this.registry.get("mesos.deployments.running").gauge().value()).isZero();
		Files.createFile(ready);
		this.fixture.await(() -> this.fixture.app("web").instances().get(0).launch().ready());

		Instant before = Instant.now();
		Deployment continued = this.fixture
			.get(this.fixture.manager.control("web", DeploymentAction.CONTINUE).thenApply((app) -> {
				assertThat(this.registry.get("mesos.deployments.running").gauge().value()).isOne();
				return app.deployment();
			}));

		assertThat(continued.startedAt()).isAfterOrEqualTo(before);
		this.fixture.awaitDeployment("web", Deployment.State.SUCCEEDED);
		assertThat(this.registry.get("mesos.deployments.running").gauge().value()).isZero();
		assertThat(updates("FAILED")).isOne();
		assertThat(updates("SUCCEEDED")).isOne();
		assertThat(this.fixture.events(DeploymentStarted.class)).extracting((start) -> start.deployment().id())
			.containsExactly("web@1", "web@2", "web@2");
		Timer timer = this.registry.get("mesos.deployments").tags("kind", "UPDATE", "outcome", "SUCCEEDED").timer();
		assertThat(timer.totalTime(TimeUnit.NANOSECONDS))
			.isLessThanOrEqualTo(Duration.between(before, Instant.now()).toNanos());
	}

	private long updates(String outcome) {
		return this.registry.get("mesos.deployments").tags("kind", "UPDATE", "outcome", outcome).timer().count();
	}

	/** Return an app for which there is no place, so that its deployment goes on. */
	private static Map<String, Object> huge(String name) {
		Map<String, Object> document = ManagerFixture.service(name, 1);
		document.put("resources", Map.of("cpu", 1000, "mem", 64));
		return document;
	}

	@Test
	void countsWhatEveryScanWouldCount() {
		Map<String, Object> web = ManagerFixture.service("web", 5);
		this.fixture.deploy(web);
		this.fixture.awaitPhase("web", Phase.RUNNING, 5);
		this.fixture.get(this.fixture.manager.restart("web", 2));
		this.fixture.await(() -> this.fixture.app("web").instances().get(2).history().size() == 1);
		this.fixture.awaitPhase("web", Phase.RUNNING, 5);
		this.fixture.get(this.fixture.manager.pause("web"));
		this.fixture.await(() -> this.fixture.app("web").instances().isEmpty()
				|| this.fixture.app("web").count(Phase.STOPPED) == this.fixture.app("web").instances().size());

		Map<Phase, Double> counted = new HashMap<>();
		Map<Phase, Double> scanned = new HashMap<>();
		for (Phase phase : Phase.values()) {
			counted.put(phase, tasks("web", phase));
			scanned.put(phase, (double) this.fixture.app("web").count(phase));
		}
		assertThat(new TreeMap<>(counted)).isEqualTo(new TreeMap<>(scanned));
	}

	@Test
	void neverTagsWithIds() {
		this.fixture.deploy(ManagerFixture.service("web", 1));
		this.fixture.awaitPhase("web", Phase.RUNNING, 1);
		String taskId = this.fixture.taskIds("web").get(0);
		String agentId = this.fixture.app("web").instances().get(0).launch().agentId();

		assertThat(this.registry.getMeters()).isNotEmpty()
			.allSatisfy((meter) -> assertThat(meter.getId().toString()).doesNotContain(taskId, agentId))
			.allSatisfy((meter) -> assertThat(meter.getId().getTag("framework")).isEqualTo("f"));
	}

	private double tasks(String app, Phase phase) {
		return this.registry.get("mesos.tasks").tags("app", app, "state", phase.name()).gauge().value();
	}

	private TreeSet<String> apps() {
		TreeSet<String> apps = new TreeSet<>();
		for (Gauge gauge : this.registry.get("mesos.tasks").gauges()) {
			apps.add(gauge.getId().getTag("app"));
		}
		return apps;
	}

}
