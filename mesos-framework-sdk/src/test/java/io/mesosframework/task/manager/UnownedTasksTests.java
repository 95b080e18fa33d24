package io.mesosframework.task.manager;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.embedded.AgentNode;
import io.mesosframework.embedded.ClusterBuilder;
import io.mesosframework.scheduler.SchedulerState;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.TaskTimeouts;
import io.mesosframework.task.UnknownTaskPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tasks that no instance owns, or not any more: of earlier lives, of removed apps, and of
 * agents that come back too late. Found by the chaos test.
 */
class UnownedTasksTests {

	private static final UnaryOperator<ClusterBuilder> CLUSTER = (cluster) -> cluster.simulated(true)
		.agentPings(Duration.ofMillis(300), 2);

	private final ManagerFixture mesos = new ManagerFixture(CLUSTER, options());

	@BeforeEach
	void deploy() {
		this.mesos.deploy(ManagerFixture.service("web", 2));
		this.mesos.awaitPhase("web", Phase.RUNNING, 2);
	}

	@AfterEach
	void stop() {
		this.mesos.close();
	}

	@Test
	void tasksThatAreFoundAfterTheirAppWasRemovedAreKilled() {
		this.mesos.driver.close();
		this.mesos.cluster.faults().everyEvent(Event.Type.UPDATE).drop();
		this.mesos.live(options(Duration.ofSeconds(30)));
		this.mesos.deploy(ManagerFixture.service("web", 2));
		this.mesos.get(this.mesos.manager.remove("web"));
		assertThat(this.mesos.manager.app("web")).isNull();

		this.mesos.await(() -> this.mesos.driver.scheduler().state() == SchedulerState.SUBSCRIBED);
		this.mesos.cluster.faults().clear();
		this.mesos.get(this.mesos.manager.reconcile());

		this.mesos.await(() -> running().isEmpty());
		this.mesos.await(() -> this.mesos.manager.status().killsInFlight() == 0);
		assertThat(this.mesos.manager.status().orphans()).isZero();
	}

	@Test
	void anUnownedTaskIsKilledAnewWhenTheKillIsLost() {
		this.mesos.driver.close();
		this.mesos.live(options());
		this.mesos.cluster.faults().next(3, Call.Type.KILL).drop();
		this.mesos.deploy(ManagerFixture.service("web", 1));

		this.mesos.await(() -> running().size() == 1);
		this.mesos.await(() -> this.mesos.manager.status().killsInFlight() == 0);
		assertThat(running()).isEqualTo(new TreeSet<>(this.mesos.taskIds("web")));
	}

	@Test
	void whatRunsIsNotLaunchedAgainWhenTheFirstSessionEndsBeforeItIsHeardOf() {
		Set<String> before = running();
		this.mesos.driver.close();
		this.mesos.cluster.faults().every(Call.Type.RECONCILE).ignore();
		long sessions = this.mesos.cluster.timeline().count(Event.Type.SUBSCRIBED);
		AtomicBoolean ended = new AtomicBoolean();
		// on the event loop, long before it has settled
		this.mesos.live(options(), (event, scheduler) -> {
			if (event.type() == Event.Type.OFFERS && ended.compareAndSet(false, true)) {
				this.mesos.cluster.faults().clear();
				this.mesos.cluster.faults().next(2, Call.Type.SUBSCRIBE).unavailable();
				this.mesos.cluster.faults().every(Call.Type.RECONCILE).delay(Duration.ofMillis(300));
				this.mesos.cluster.faults().streams().abort();
			}
		});
		this.mesos.deploy(ManagerFixture.service("web", 2));

		this.mesos.await(() -> this.mesos.cluster.timeline().count(Event.Type.SUBSCRIBED) > sessions + 1);
		this.mesos.awaitPhase("web", Phase.RUNNING, 2);

		assertThat(new TreeSet<>(this.mesos.taskIds("web"))).isEqualTo(before);
		assertThat(this.mesos.app("web").instances()).allSatisfy((each) -> assertThat(each.history()).isEmpty());
	}

	@Test
	void aTaskThatWasReplacedIsForgottenWhenItEndsBeforeTheNextIsLaunched() {
		Map<String, Object> big = ManagerFixture.service("big", 1);
		big.put("resources", Map.of("cpu", 1.5, "mem", 64));
		big.put("unreachable", Map.of("replace_after", "0s", "adopt", false));
		big.put("priority", 1);
		this.mesos.deploy(big);
		this.mesos.awaitPhase("big", Phase.RUNNING, 1);

		this.mesos.cluster.agents().forEach((agent) -> agent.partition());
		this.mesos.await(() -> this.mesos.manager.status().abandoned() == 1);
		this.mesos.cluster.agents().forEach((agent) -> agent.heal());

		this.mesos.awaitPhase("big", Phase.RUNNING, 1);
		this.mesos.await(() -> this.mesos.manager.status().abandoned() == 0);
		this.mesos.await(() -> this.mesos.manager.status().killsInFlight() == 0);
		assertThat(running()).containsAll(this.mesos.taskIds("big")).hasSize(3);
	}

	@Test
	void aTaskThatWasSaidToBeLostIsKilledWhenItIsBackWhateverThePolicy() {
		this.mesos.driver.close();
		this.mesos.info = this.mesos.info.toBuilder()
			.clearCapabilities()
			.addAllCapabilities(this.mesos.info.getCapabilitiesList()
				.stream()
				.filter((each) -> each.getType() != Capability.Type.PARTITION_AWARE)
				.toList())
			.build();
		this.mesos.live(options(UnknownTaskPolicy.IGNORE));
		this.mesos.deploy(ManagerFixture.service("old", 1));
		this.mesos.awaitPhase("old", Phase.RUNNING, 1);
		String taskId = this.mesos.taskIds("old").get(0);
		String agentId = this.mesos.app("old").instances().get(0).launch().agentId();
		AgentNode lost = this.mesos.cluster.agents()
			.stream()
			.filter((agent) -> Objects.requireNonNull(agent.id()).getValue().equals(agentId))
			.findFirst()
			.orElseThrow();

		lost.partition();
		this.mesos.await(() -> !this.mesos.taskIds("old").contains(taskId));
		this.mesos.awaitPhase("old", Phase.RUNNING, 1);
		assertThat(this.mesos.manager.status().abandoned()).isOne();
		lost.heal();

		this.mesos.await(() -> this.mesos.manager.status().abandoned() == 0);
		assertThat(running()).doesNotContain(taskId).containsAll(this.mesos.taskIds("old"));
	}

	@Test
	void aTaskThatReturnsBeforeItsReplacementIsLaunchedIsKept() {
		Map<String, Object> pod = Map.of("name", "pod", "unreachable", Map.of("replace_after", "0s"), "tasks",
				List.of(ManagerFixture.member("one"), ManagerFixture.member("two")));
		Map<String, Object> big = ManagerFixture.service("big", 1);
		big.put("unreachable", Map.of("replace_after", "0s"));
		this.mesos.deploy(big);
		this.mesos.deploy(pod);
		this.mesos.awaitPhase("big", Phase.RUNNING, 1);
		this.mesos.awaitPhase("pod", Phase.RUNNING, 1);
		String taskId = this.mesos.taskIds("big").get(0);
		String launchId = this.mesos.taskIds("pod").get(0);

		// no replacement is launched, neither on the agent that is lost last nor when
		// both
		// are back
		this.mesos.cluster.faults().everyEvent(Event.Type.OFFERS).drop();
		this.mesos.await(() -> this.mesos.manager.resources().held().isEmpty());
		this.mesos.cluster.agents().forEach((agent) -> agent.partition());
		this.mesos.await(() -> this.mesos.manager.status().abandoned() == 3);
		this.mesos.cluster.agents().forEach((agent) -> agent.heal());

		this.mesos.awaitPhase("big", Phase.RUNNING, 1);
		this.mesos.awaitPhase("pod", Phase.RUNNING, 1);
		this.mesos.await(() -> this.mesos.manager.status().abandoned() == 0);
		assertThat(this.mesos.taskIds("big")).containsExactly(taskId);
		assertThat(this.mesos.taskIds("pod")).containsExactly(launchId);
		assertThat(this.mesos.manager.status().killsInFlight()).isZero();
		this.mesos.await(() -> running().size() == 5);
	}

	private Set<String> running() {
		return this.mesos.cluster.state()
			.tasks()
			.stream()
			.filter((task) -> task.getState() == TaskState.TASK_RUNNING)
			.map((task) -> task.getTaskId().getValue())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static TaskManagerOptions options() {
		return options(Duration.ofSeconds(1));
	}

	private static TaskManagerOptions options(UnknownTaskPolicy policy) {
		TaskManagerOptions options = options();
		return new TaskManagerOptions(options.timeouts(), options.offers(), options.reconcileInterval(),
				options.implicitReconcileInterval(), options.reconcileQueueLimit(), options.killsInFlight(), policy,
				options.settle(), options.clock(), options.timers(), options.random());
	}

	private static TaskManagerOptions options(Duration settle) {
		TaskManagerOptions defaults = TaskManagerOptions.defaults();
		TaskTimeouts timeouts = new TaskTimeouts(Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofSeconds(2));
		return new TaskManagerOptions(timeouts, defaults.offers(), defaults.reconcileInterval(),
				defaults.implicitReconcileInterval(), defaults.reconcileQueueLimit(), defaults.killsInFlight(),
				defaults.unknownTasks(), settle, defaults.clock(), defaults.timers(), defaults.random());
	}

}
