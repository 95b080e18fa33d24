package io.mesosframework.task.manager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mesosframework.offer.OfferOptions;
import io.mesosframework.store.TaskStore;
import io.mesosframework.task.App;
import io.mesosframework.task.DeployResult;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.Phase;
import io.mesosframework.task.ReconciliationFinished;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.TaskStateChanged;
import io.mesosframework.task.definition.InvalidDefinitionException;
import io.mesosframework.task.definition.TaskDefinitionReader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a store is for: nothing leaves before it is durable, and the next run of the
 * application goes on where the last one was cut off.
 */
class DurableStateTests {

	private final HeldStore store = new HeldStore();

	private final ManagerFixture mesos = new ManagerFixture(UnaryOperator.identity(), TaskManagerOptions.defaults(),
			this.store);

	@AfterEach
	void stop() {
		this.mesos.close();
	}

	/** The process dies and is started again; nothing is declared anew. */
	private void dieAndLive() {
		this.mesos.driver.close();
		this.mesos.live(TaskManagerOptions.defaults(), this.store);
	}

	@Test
	void theNextLifeKnowsAppsInstancesAndTheFramework() {
		this.mesos.deploy(ManagerFixture.service("web", 2));
		this.mesos.get(this.mesos.manager.scale("web", 3));
		this.mesos.awaitDeployment("web", Deployment.State.SUCCEEDED);
		App before = this.mesos.app("web");
		long subscriptions = this.mesos.cluster.state().frameworks().size();

		dieAndLive();

		App after = this.mesos.app("web");
		assertThat(after.definition()).isEqualTo(before.definition());
		assertThat(after).extracting(App::version, App::revision).containsExactly(1L, 2L);
		assertThat(after.instances()).isEqualTo(before.instances());
		assertThat(after.deployment()).isEqualTo(before.deployment());
		assertThat(this.mesos.manager.history("web").versions()).hasSize(1);
		this.mesos.await(() -> this.mesos.events(ReconciliationFinished.class).size() > 1);
		assertThat(this.mesos.running()).isEqualTo(new TreeSet<>(this.mesos.taskIds("web"))).hasSize(3);
		assertThat(this.mesos.cluster.state().frameworks()).hasSize((int) subscriptions);
	}

	@Test
	void nothingIsLaunchedBeforeItIsStored() {
		this.mesos.deploy(ManagerFixture.service("other", 0));
		this.store.hold();

		CompletionStage<List<DeployResult>> deployed = this.mesos.manager
			.deploy(new TaskDefinitionReader().read(ManagerFixture.service("web", 2)));
		this.mesos.await(() -> this.store.held() > 0);
		this.mesos.await(() -> this.mesos.manager.app("web") != null);

		assertThat(deployed.toCompletableFuture()).isNotDone();
		this.store.pass();
		this.mesos.get(deployed);
		this.mesos.await(() -> this.store.held() > 0);
		assertThat(this.mesos.cluster.timeline().calls(Call.Type.ACCEPT)).isEmpty();
		assertThat(this.mesos.app("web").count(Phase.LAUNCHING)).isEqualTo(2);

		this.store.release();
		this.mesos.awaitPhase("web", Phase.RUNNING, 2);
	}

	@Test
	void whoWaitsForAChangeIsToldWhenTheSchedulerEndsBeforeItIsStored() {
		this.mesos.deploy(ManagerFixture.service("other", 0));
		this.store.hold();
		CompletionStage<App> scaled = this.mesos.manager.scale("other", 1);
		this.mesos.await(() -> this.store.held() > 0);
		assertThat(scaled.toCompletableFuture()).isNotDone();

		this.mesos.driver.close();

		assertThat(scaled).completesExceptionallyWithin(Duration.ofSeconds(60))
			.withThrowableOfType(ExecutionException.class)
			.havingCause()
			.isInstanceOf(RejectedExecutionException.class)
			.withMessageContaining("has ended before the change was made and stored");
		assertThat(this.mesos.manager.scale("other", 2)).completesExceptionallyWithin(Duration.ofSeconds(60))
			.withThrowableOfType(ExecutionException.class)
			.havingCause()
			.isInstanceOf(RejectedExecutionException.class);
	}

	@Test
	void aLaunchThatWasStoredButNotSentIsRepeatedWithAnotherId() {
		this.mesos.deploy(ManagerFixture.service("web", 2));
		this.mesos.awaitPhase("web", Phase.RUNNING, 2);
		this.mesos.cluster.faults().next(100, Call.Type.ACCEPT).drop();
		this.mesos.get(this.mesos.manager.scale("web", 4));
		this.mesos.awaitPhase("web", Phase.LAUNCHING, 2);
		Set<String> first = new TreeSet<>(this.mesos.taskIds("web"));

		this.mesos.driver.close();
		this.mesos.cluster.faults().clear();
		this.mesos.live(TaskManagerOptions.defaults(), this.store);

		this.mesos.awaitPhase("web", Phase.RUNNING, 4);
		assertThat(this.mesos.running()).hasSize(4);
		assertThat(this.mesos.taskIds("web")).filteredOn(first::contains).hasSize(2);
	}

	@Test
	void aLaunchThatWasLostBeforeItWasStoredHasNeverBeenSent() {
		this.mesos.deploy(ManagerFixture.service("web", 1));
		this.mesos.awaitDeployment("web", Deployment.State.SUCCEEDED);
		this.store.hold();
		this.mesos.manager.scale("web", 3);
		this.mesos.await(() -> this.store.held() > 0);

		this.mesos.driver.close();
		this.store.lose();
		this.mesos.live(TaskManagerOptions.defaults(), this.store);

		assertThat(this.mesos.app("web").definition().instances()).isOne();
		this.mesos.await(() -> this.mesos.events(ReconciliationFinished.class).size() > 1);
		assertThat(this.mesos.running()).isEqualTo(new TreeSet<>(this.mesos.taskIds("web"))).hasSize(1);
	}

	@Test
	void anUpdateIsAcknowledgedWhenItsEffectIsStored(@TempDir Path directory) throws IOException {
		Path signal = directory.resolve("end");
		Map<String, Object> job = ManagerFixture.service("job", 1);
		job.put("command", Map.of("cmd", "while [ ! -e " + signal + " ]; do sleep 0.05; done"));
		job.put("restart", "never");
		this.mesos.deploy(job);
		this.mesos.awaitPhase("job", Phase.RUNNING, 1);
		// that it starts and that it runs
		this.mesos.await(() -> acknowledged() == 2);
		long before = acknowledged();
		this.store.hold();

		Files.createFile(signal);

		this.mesos.awaitPhase("job", Phase.FINISHED, 1);
		this.mesos.await(() -> this.store.held() > 0);
		assertThat(acknowledged()).isEqualTo(before);
		this.store.release();
		this.mesos.await(() -> acknowledged() == before + 1);
	}

	@Test
	void whatWasRemovedIsKilledInTheNextLife() {
		this.mesos.deploy(ManagerFixture.service("web", 3));
		this.mesos.awaitPhase("web", Phase.RUNNING, 3);
		this.mesos.cluster.faults().next(100, Call.Type.KILL).drop();
		this.mesos.get(this.mesos.manager.remove("web"));
		this.mesos.driver.close();
		this.mesos.cluster.faults().clear();
		assertThat(this.mesos.running()).hasSize(3);

		this.mesos.live(TaskManagerOptions.defaults(), this.store);

		this.mesos.await(() -> this.mesos.running().isEmpty());
		this.mesos.await(() -> this.mesos.manager.app("web") == null);
	}

	@Test
	void anUpdateGoesOnInTheNextLife() {
		this.mesos.deploy(ManagerFixture.service("web", 3));
		this.mesos.awaitDeployment("web", Deployment.State.SUCCEEDED);
		Map<String, Object> changed = ManagerFixture.service("web", 3);
		changed.put("labels", Map.of("changed", "yes"));
		this.mesos.deploy(changed);
		this.mesos.await(() -> this.mesos.deployment("web").kind() == Deployment.Kind.UPDATE);

		dieAndLive();

		assertThat(this.mesos.deployment("web").kind()).isEqualTo(Deployment.Kind.UPDATE);
		this.mesos.awaitDeployment("web", Deployment.State.SUCCEEDED);
		assertThat(this.mesos.app("web").instances())
			.allSatisfy((instance) -> assertThat(instance.launch().version()).isEqualTo(2));
		assertThat(this.mesos.running()).isEqualTo(new TreeSet<>(this.mesos.taskIds("web")));
		assertThat(this.mesos.manager.history("web").versions()).hasSize(2);
	}

	@Test
	void anAppThatIsGoneLeavesNothingButItsName() {
		this.mesos.deploy(ManagerFixture.service("web", 2));
		Map<String, Object> changed = ManagerFixture.service("web", 2);
		changed.put("labels", Map.of("changed", "yes"));
		this.mesos.deploy(changed);
		this.mesos.get(this.mesos.manager.remove("web"));
		this.mesos.await(() -> this.mesos.manager.app("web") == null);
		this.mesos.driver.close();

		Set<String> left = this.mesos.get(this.mesos.get(this.store.open(TaskStore.NEXT_EPOCH)).load()).keySet();

		assertThat(left).containsExactlyInAnyOrder("framework/id", "removed/web");
	}

	@Test
	void aDefinitionThatNoStoreWouldTakeIsRefused() {
		Map<String, Object> large = ManagerFixture.service("web", 1);
		Map<String, Object> environment = new HashMap<>();
		for (int i = 0; i < 10; i++) {
			environment.put("A" + i, "x".repeat(120_000));
		}
		large.put("command", Map.of("cmd", "sleep 1000", "environment", environment));

		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> this.mesos.deploy(large))
			.withCauseInstanceOf(InvalidDefinitionException.class)
			.withMessageContaining("[0]: is too large to be stored");
		this.mesos.deploy(ManagerFixture.service("web", 1));
		this.mesos.awaitPhase("web", Phase.RUNNING, 1);
	}

	@Test
	void aGroupIsStillRunningInTheNextLife() {
		this.mesos.deploy(
				Map.of("name", "pod", "tasks", List.of(ManagerFixture.member("one"), ManagerFixture.member("two"))));
		this.mesos.awaitDeployment("pod", Deployment.State.SUCCEEDED);
		int changes = this.mesos.events(TaskStateChanged.class).size();

		dieAndLive();

		this.mesos.await(() -> this.mesos.events(ReconciliationFinished.class).size() > 1);
		assertThat(this.mesos.app("pod").count(Phase.RUNNING)).isOne();
		assertThat(this.mesos.events(TaskStateChanged.class)).hasSize(changes);
	}

	@Test
	void aGroupIsNotRunAgainBecauseOneOfItHadEndedLongBefore(@TempDir Path directory) throws IOException {
		Path signal = directory.resolve("end");
		Map<String, Object> early = new HashMap<>(ManagerFixture.member("early"));
		early.put("command", Map.of("cmd", "true"));
		Map<String, Object> late = new HashMap<>(ManagerFixture.member("late"));
		late.put("command", Map.of("cmd", "while [ ! -e " + signal + " ]; do sleep 0.05; done"));
		this.mesos.deploy(Map.of("name", "pod", "restart", "on-failure", "tasks", List.of(early, late)));
		this.mesos.awaitPhase("pod", Phase.RUNNING, 1);
		// both start and run, and one ends
		this.mesos.await(() -> acknowledged() == 5);
		String launch = this.mesos.taskIds("pod").get(0);
		int reconciliations = this.mesos.events(ReconciliationFinished.class).size();
		this.mesos.get(this.mesos.manager.reconcile());
		this.mesos.await(() -> this.mesos.events(ReconciliationFinished.class).size() > reconciliations);
		assertThat(this.mesos.cluster.timeline().calls(Call.Type.RECONCILE))
			.noneMatch((call) -> call.toString().contains(".early"));

		dieAndLive();
		this.mesos.await(() -> this.mesos.events(ReconciliationFinished.class).size() > reconciliations + 1);
		assertThat(this.mesos.app("pod").count(Phase.RUNNING)).isOne();
		Files.createFile(signal);

		this.mesos.awaitPhase("pod", Phase.FINISHED, 1);
		assertThat(this.mesos.taskIds("pod")).containsExactly(launch);
	}

	@Test
	void aStoreThatFailsIsTriedAgainAndLosesNothing() {
		this.mesos.deploy(ManagerFixture.service("web", 1));
		this.store.failNext(3);

		this.mesos.deploy(ManagerFixture.service("other", 2));
		this.mesos.awaitPhase("other", Phase.RUNNING, 2);

		assertThat(this.store.failuresLeft()).isZero();
		dieAndLive();
		assertThat(this.mesos.app("other").count(Phase.RUNNING)).isEqualTo(2);
	}

	@Test
	void offersAreNotHoardedWhileTheStoreIsOutOfOrder() {
		this.mesos.driver.close();
		OfferOptions defaults = OfferOptions.DEFAULT;
		this.mesos.live(TaskManagerOptions.defaults()
			.withOffers(new OfferOptions(Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofMillis(700),
					Duration.ofMillis(200), defaults.refuseIdle(), defaults.refuseSoon(),
					defaults.avoidUnavailabilityWithin(), defaults.inverseOffers(), false)),
				this.store);
		this.mesos.deploy(ManagerFixture.service("web", 1));
		this.mesos.awaitDeployment("web", Deployment.State.SUCCEEDED);
		this.mesos.get(this.mesos.manager.scale("web", 2).thenApply((app) -> {
			this.store.hold();
			return app;
		}));
		this.mesos.await(() -> this.store.held() > 0 && this.mesos.app("web").count(Phase.LAUNCHING) == 1);
		long declined = this.mesos.cluster.timeline().count(Call.Type.DECLINE);

		this.mesos.await(() -> this.mesos.cluster.timeline().count(Call.Type.DECLINE) > declined);
		assertThat(this.mesos.cluster.timeline().count(Call.Type.ACCEPT)).isOne();

		this.store.release();
		this.mesos.awaitPhase("web", Phase.RUNNING, 2);
		assertThat(this.mesos.running()).hasSize(2);
	}

	@Test
	void whoIsNotTheWriterAnyMoreDoesNothing() {
		AtomicInteger deposed = new AtomicInteger();
		this.mesos.manager.whenDeposed(deposed::incrementAndGet);
		this.mesos.deploy(ManagerFixture.service("web", 1));
		this.mesos.awaitPhase("web", Phase.RUNNING, 1);
		this.mesos.get(this.store.open(TaskStore.NEXT_EPOCH));

		this.mesos.manager.scale("web", 4);

		this.mesos.await(() -> deposed.get() == 1);
		assertThat(this.mesos.cluster.timeline().calls(Call.Type.ACCEPT)).hasSize(1);
		this.mesos.live(TaskManagerOptions.defaults(), this.store);
		this.mesos.await(() -> this.mesos.events(ReconciliationFinished.class).size() > 1);
		assertThat(this.mesos.app("web").definition().instances()).isOne();
		assertThat(this.mesos.running()).hasSize(1);
	}

	private long acknowledged() {
		return this.mesos.cluster.timeline().count(Call.Type.ACKNOWLEDGE);
	}

}
