package io.mesosframework.task.manager;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.offer.OfferOptions;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.DeploymentFinished;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Phase;
import io.mesosframework.task.ReconciliationFinished;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.TaskMetrics;
import io.mesosframework.task.TaskStateChanged;
import io.mesosframework.task.TaskTimeouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What becomes of calls that a master accepts and forgets, and of listeners that fail.
 */
class LostCallsTests {

	private final ManagerFixture mesos = new ManagerFixture(UnaryOperator.identity(), impatient());

	@AfterEach
	void stop() {
		this.mesos.close();
	}

	@Test
	void aLaunchThatIsLostIsReconciledAndRepeated() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		TaskMetrics.bind(registry, this.mesos.manager, 10, Tags.empty());
		this.mesos.await(() -> !this.mesos.manager.reconciliation().running());
		this.mesos.cluster.faults().next(1, Call.Type.ACCEPT).drop();
		this.mesos.cluster.faults().next(3, Call.Type.RECONCILE).drop();

		this.mesos.deploy(ManagerFixture.service("web", 1));

		this.mesos.await(() -> registry.get("mesos.tasks.launches.overdue").gauge().value() == 1);
		this.mesos.awaitPhase("web", Phase.RUNNING, 1);
		Instance instance = this.mesos.app("web").instances().get(0);
		assertThat(instance.history()).isNotEmpty();
		assertThat(instance.history().get(0).taskId()).isNotEqualTo(instance.launch().taskId());
		assertThat(instance.failures()).isZero();
		assertThat(this.mesos.manager.status().overdueLaunches()).isZero();
	}

	@Test
	void aKillThatIsLostIsRepeated() {
		this.mesos.deploy(ManagerFixture.service("web", 1));
		this.mesos.awaitPhase("web", Phase.RUNNING, 1);
		this.mesos.cluster.faults().next(2, Call.Type.KILL).drop();

		this.mesos.get(this.mesos.manager.remove("web"));

		this.mesos.await(() -> this.mesos.manager.app("web") == null);
		// those that were lost do not show
		assertThat(this.mesos.cluster.timeline().count(Call.Type.KILL)).isOne();
		this.mesos.await(() -> this.mesos.manager.status().killsInFlight() == 0);
		assertThat(this.mesos.cluster.state().tasks())
			.allSatisfy((task) -> assertThat(task.getState()).isEqualTo(TaskState.TASK_KILLED));
	}

	@Test
	void aListenerThatFailsHarmsNoOne() {
		this.mesos.manager.addListener((event) -> {
			throw new IllegalStateException("a fault of the test");
		});
		this.mesos.manager.addListener(this.mesos.events::add);

		this.mesos.deploy(ManagerFixture.service("web", 2));

		this.mesos.awaitDeployment("web", Deployment.State.SUCCEEDED);
		this.mesos.await(() -> this.mesos.events(DeploymentFinished.class).size() == 2);
	}

	@Test
	void reconcilingChangesNoInstance() {
		this.mesos.deploy(ManagerFixture.service("web", 3));
		this.mesos.awaitPhase("web", Phase.RUNNING, 3);
		this.mesos.await(() -> !this.mesos.manager.reconciliation().running());
		List<Instance> before = this.mesos.app("web").instances();
		int changes = this.mesos.events(TaskStateChanged.class).size();
		int reconciliations = this.mesos.events(ReconciliationFinished.class).size();

		this.mesos.get(this.mesos.manager.reconcile());

		this.mesos.await(() -> this.mesos.events(ReconciliationFinished.class).size() > reconciliations);
		assertThat(this.mesos.app("web").instances()).extracting(Instance::phase, (it) -> it.launch().taskId())
			.isEqualTo(before.stream().map((it) -> tuple(it.phase(), it.launch().taskId())).toList());
		assertThat(this.mesos.events(TaskStateChanged.class)
			.subList(changes, this.mesos.events(TaskStateChanged.class).size()))
			.allSatisfy((change) -> assertThat(change.after().phase()).isEqualTo(change.before().phase()));
	}

	@Test
	void anEndedTaskDoesNotSuppressOffersWhileAnotherWaits() {
		Map<String, Object> big = ManagerFixture.service("big", 1);
		big.put("resources", Map.of("cpu", 64, "mem", 64));
		this.mesos.deploy(big);
		Map<String, Object> job = ManagerFixture.service("job", 1);
		job.put("command", Map.of("cmd", "true"));
		job.put("restart", "never");
		this.mesos.await(() -> !this.mesos.manager.waiting("big").isEmpty());
		// answered after all calls before it have come to the master
		this.mesos.get(this.mesos.driver.scheduler().request(List.of()));
		long suppressed = this.mesos.cluster.timeline().count(Call.Type.SUPPRESS);

		this.mesos.deploy(job);
		this.mesos.awaitPhase("job", Phase.FINISHED, 1);

		long received = this.mesos.manager.resources().counters().received();
		this.mesos.await(() -> this.mesos.manager.resources().counters().received() > received);
		assertThat(this.mesos.cluster.timeline().count(Call.Type.SUPPRESS)).isEqualTo(suppressed);
	}

	private static TaskManagerOptions impatient() {
		TaskManagerOptions defaults = TaskManagerOptions.defaults();
		TaskTimeouts timeouts = new TaskTimeouts(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
		OfferOptions offers = defaults.offers();
		return new TaskManagerOptions(timeouts,
				new OfferOptions(Duration.ofMillis(200), offers.gangHold(), offers.maxAge(), Duration.ofMillis(200),
						offers.refuseIdle(), offers.refuseSoon(), offers.avoidUnavailabilityWithin(),
						offers.inverseOffers(), false),
				defaults.reconcileInterval(), defaults.implicitReconcileInterval(), defaults.reconcileQueueLimit(),
				defaults.killsInFlight(), defaults.unknownTasks(), defaults.settle(), defaults.clock(),
				defaults.timers(), defaults.random());
	}

}
