package io.mesosframework.task.manager;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import org.apache.mesos.v1.Protos.Offer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.placement.AgentOffer;
import io.mesosframework.resource.Taken;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.UnknownTaskPolicy;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinitionReader;
import io.mesosframework.task.internal.info.TaskInfos;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of tasks when the application starts anew and has forgotten them.
 */
class PreviousRunTests {

	private final ManagerFixture mesos = new ManagerFixture(UnaryOperator.identity(), TaskManagerOptions.defaults());

	@AfterEach
	void stop() {
		this.mesos.close();
	}

	@Test
	void tasksAreAdoptedAndNotLaunchedTwice() {
		this.mesos.deploy(ManagerFixture.service("web", 3));
		this.mesos.awaitPhase("web", Phase.RUNNING, 3);
		Set<String> before = new TreeSet<>(this.mesos.taskIds("web"));

		this.mesos.driver.close();
		this.mesos.live(TaskManagerOptions.defaults());
		this.mesos.deploy(ManagerFixture.service("web", 3));
		this.mesos.awaitPhase("web", Phase.RUNNING, 3);

		assertThat(new TreeSet<>(this.mesos.taskIds("web"))).isEqualTo(before);
		assertThat(this.mesos.running()).isEqualTo(before);
	}

	@Test
	void tasksOfAnAppThatIsDeclaredLaterAreAdoptedThen() {
		this.mesos.deploy(ManagerFixture.service("web", 2));
		this.mesos.awaitPhase("web", Phase.RUNNING, 2);
		Set<String> before = new TreeSet<>(this.mesos.taskIds("web"));

		this.mesos.driver.close();
		this.mesos.live(TaskManagerOptions.defaults());
		this.mesos.await(() -> this.mesos.manager.status().orphans() == 2);
		this.mesos.deploy(ManagerFixture.service("web", 2));
		this.mesos.awaitPhase("web", Phase.RUNNING, 2);

		assertThat(new TreeSet<>(this.mesos.taskIds("web"))).isEqualTo(before);
		assertThat(this.mesos.manager.status().orphans()).isZero();
	}

	@Test
	void tasksOfAnotherDefinitionAreAdoptedAndReplacedInstanceByInstance() {
		this.mesos.deploy(ManagerFixture.service("web", 2));
		this.mesos.awaitPhase("web", Phase.RUNNING, 2);
		Set<String> before = new TreeSet<>(this.mesos.taskIds("web"));

		this.mesos.driver.close();
		this.mesos.live(TaskManagerOptions.defaults());
		Map<String, Object> changed = ManagerFixture.service("web", 2);
		changed.put("labels", Map.of("changed", "yes"));
		this.mesos.deploy(changed);
		this.mesos.await(() -> this.mesos.deployment("web").kind() == Deployment.Kind.UPDATE
				&& this.mesos.deployment("web").state() == Deployment.State.SUCCEEDED);

		assertThat(this.mesos.taskIds("web")).doesNotContainAnyElementsOf(before);
		assertThat(this.mesos.running()).isEqualTo(new TreeSet<>(this.mesos.taskIds("web")));
		assertThat(this.mesos.app("web").instances())
			.allSatisfy((instance) -> assertThat(instance.history()).hasSize(1));
	}

	@Test
	void tooManyAreKilled() {
		this.mesos.deploy(ManagerFixture.service("web", 3));
		this.mesos.awaitPhase("web", Phase.RUNNING, 3);

		this.mesos.driver.close();
		this.mesos.live(TaskManagerOptions.defaults());
		this.mesos.deploy(ManagerFixture.service("web", 1));

		this.mesos.awaitPhase("web", Phase.RUNNING, 1);
		this.mesos.await(() -> this.mesos.running().size() == 1);
	}

	@Test
	void aGroupThatIsDeclaredLaterIsAdoptedWhole() {
		Map<String, Object> pod = Map.of("name", "pod", "tasks",
				List.of(ManagerFixture.member("one"), ManagerFixture.member("two")));
		this.mesos.deploy(pod);
		this.mesos.awaitPhase("pod", Phase.RUNNING, 1);
		Set<String> before = this.mesos.running();

		this.mesos.driver.close();
		this.mesos.live(TaskManagerOptions.defaults());
		this.mesos.await(() -> this.mesos.manager.status().orphans() == 2);
		this.mesos.deploy(pod);
		this.mesos.awaitPhase("pod", Phase.RUNNING, 1);

		assertThat(this.mesos.running()).isEqualTo(before);
		assertThat(this.mesos.manager.status().killsInFlight()).isZero();
	}

	@Test
	void aGroupIsAdoptedWhole() {
		Map<String, Object> pod = Map.of("name", "pod", "tasks",
				List.of(ManagerFixture.member("one"), ManagerFixture.member("two")));
		this.mesos.deploy(pod);
		this.mesos.awaitPhase("pod", Phase.RUNNING, 1);
		Set<String> before = this.mesos.running();

		this.mesos.driver.close();
		this.mesos.live(TaskManagerOptions.defaults());
		this.mesos.deploy(pod);

		this.mesos.awaitPhase("pod", Phase.RUNNING, 1);
		assertThat(this.mesos.running()).isEqualTo(before).hasSize(2);
	}

	@Test
	void allAreKilledIfThatIsThePolicy() {
		this.mesos.deploy(ManagerFixture.service("web", 2));
		this.mesos.awaitPhase("web", Phase.RUNNING, 2);

		this.mesos.driver.close();
		this.mesos.live(options(UnknownTaskPolicy.KILL));

		this.mesos.await(() -> this.mesos.running().isEmpty());
	}

	@Test
	void noneIsTouchedIfThatIsThePolicy() {
		this.mesos.deploy(ManagerFixture.service("web", 2));
		this.mesos.awaitPhase("web", Phase.RUNNING, 2);
		Set<String> before = this.mesos.running();

		this.mesos.driver.close();
		this.mesos.live(options(UnknownTaskPolicy.IGNORE));
		this.mesos.deploy(ManagerFixture.service("other", 1));
		this.mesos.awaitPhase("other", Phase.RUNNING, 1);

		assertThat(this.mesos.running()).containsAll(before);
	}

	@Test
	void tasksWithOtherIdsAreNeverTouched() {
		this.mesos.driver.close();
		this.mesos.live(options(UnknownTaskPolicy.KILL),
				(event, scheduler) -> event.offers().stream().limit(1).forEach((offer) -> {
					if (this.mesos.running().isEmpty()) {
						scheduler.accept(offer, byHand(offer));
					}
				}));
		this.mesos.await(() -> this.mesos.running().contains("by-hand"));

		this.mesos.get(this.mesos.manager.reconcile());
		this.mesos.deploy(ManagerFixture.service("web", 1));
		this.mesos.awaitPhase("web", Phase.RUNNING, 1);

		assertThat(this.mesos.running()).contains("by-hand");
	}

	private static Offer.Operation byHand(Offer offer) {
		TaskDefinition definition = new TaskDefinitionReader().read(ManagerFixture.service("x", 1)).get(0);
		AgentOffer agent = AgentOffer.of(List.of(offer));
		Launch launch = Launch.start("by-hand", agent.agentId(), agent.hostname(), 1, List.of(), Instant.now());
		return TaskInfos.launch(definition, 0, launch, Taken.from(agent.resources(), TaskInfos.need(definition)),
				offer.getFrameworkId());
	}

	private static TaskManagerOptions options(UnknownTaskPolicy policy) {
		TaskManagerOptions defaults = TaskManagerOptions.defaults();
		return new TaskManagerOptions(defaults.timeouts(), defaults.offers(), defaults.reconcileInterval(),
				defaults.implicitReconcileInterval(), defaults.reconcileQueueLimit(), defaults.killsInFlight(), policy,
				Duration.ofSeconds(1), defaults.clock(), defaults.timers(), defaults.random());
	}

}
