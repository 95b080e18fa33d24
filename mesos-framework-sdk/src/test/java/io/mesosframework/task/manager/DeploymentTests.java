package io.mesosframework.task.manager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mesosframework.task.App;
import io.mesosframework.task.AppRemoved;
import io.mesosframework.task.AppVersion;
import io.mesosframework.task.ChangeOptions;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.Deployment.Kind;
import io.mesosframework.task.Deployment.State;
import io.mesosframework.task.Deployment.StepState;
import io.mesosframework.task.DeploymentAction;
import io.mesosframework.task.DeploymentFinished;
import io.mesosframework.task.DeploymentStarted;
import io.mesosframework.task.DeploymentStateException;
import io.mesosframework.task.GangFailed;
import io.mesosframework.task.Goal;
import io.mesosframework.task.Phase;
import io.mesosframework.task.RevisionConflictException;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.UnknownTaskException;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinitionReader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DeploymentTests {

	private final ManagerFixture mesos = new ManagerFixture(UnaryOperator.identity(), TaskManagerOptions.defaults());

	@AfterEach
	void stop() {
		this.mesos.close();
	}

	@Test
	void theFirstDeploymentSucceedsWhenAllRun() {
		this.mesos.deploy(ManagerFixture.service("web", 2));

		this.mesos.awaitDeployment("web", State.SUCCEEDED);
		Deployment deployment = this.mesos.deployment("web");
		assertThat(deployment.kind()).isEqualTo(Kind.START);
		assertThat(deployment.done()).isEqualTo(2);
		assertThat(deployment.total()).isEqualTo(2);
		assertThat(deployment.endedAt()).isNotNull();
		assertThat(this.mesos.events(DeploymentStarted.class)).hasSize(1);
		assertThat(this.mesos.events(DeploymentFinished.class)).singleElement()
			.satisfies((event) -> assertThat(event.deployment().state()).isEqualTo(State.SUCCEEDED));
	}

	@Test
	void anUpdateWithSurgeNeverRunsFewerThanWanted() {
		deployTwo("web", Map.of("max_surge", 1));
		List<Integer> running = Collections.synchronizedList(new ArrayList<>());
		this.mesos.manager.addListener((event) -> running.add((int) this.mesos.app("web").count(Phase.RUNNING)));

		this.mesos.deploy(version("web", "two", Map.of("max_surge", 1)));
		this.mesos.awaitDeployment("web", State.SUCCEEDED);

		assertThat(running).isNotEmpty().allSatisfy((count) -> assertThat(count).isGreaterThanOrEqualTo(2));
		assertThat(this.mesos.app("web").instances()).hasSize(2)
			.allSatisfy((instance) -> assertThat(instance.launch().version()).isEqualTo(2));
	}

	@Test
	void anUpdateToFewerInstancesEndsThoughOldOnesServeAsItsSurge() {
		Map<String, Object> four = version("web", "one", Map.of());
		four.put("instances", 4);
		this.mesos.deploy(four);
		this.mesos.awaitDeployment("web", State.SUCCEEDED);

		this.mesos.deploy(version("web", "two", Map.of("max_surge", 2)));
		this.mesos.awaitDeployment("web", State.SUCCEEDED);

		assertThat(this.mesos.app("web").instances()).hasSize(2)
			.allSatisfy((instance) -> assertThat(instance.launch().version()).isEqualTo(2));
	}

	@Test
	void anUpdateOfTwoWhoseShareMeansBothStillMoves() {
		Map<String, Object> policy = Map.of("min_healthy", 0.75, "max_unavailable", 0);
		deployTwo("web", policy);

		this.mesos.deploy(version("web", "two", policy));
		this.mesos.awaitDeployment("web", State.SUCCEEDED);

		assertThat(this.mesos.app("web").instances()).hasSize(2)
			.allSatisfy((instance) -> assertThat(instance.launch().version()).isEqualTo(2));
	}

	@Test
	void anUpdateThatFailsStopsAndSaysWhy() {
		deployTwo("web", Map.of());

		Map<String, Object> bad = version("web", "bad", Map.of("max_failures", 0));
		bad.put("command", Map.of("cmd", "exit 3"));
		this.mesos.deploy(bad);
		this.mesos.awaitDeployment("web", State.FAILED);

		Deployment deployment = this.mesos.deployment("web");
		assertThat(deployment.message()).contains("web[0] failed").contains("exited with status 3");
		assertThat(this.mesos.app("web").count(Phase.RUNNING)).isOne();
		assertThat(deployment.steps()).extracting(Deployment.Step::state).contains(StepState.PENDING);
	}

	@Test
	void anUpdateThatFailsIsRolledBackIfWanted() {
		deployTwo("web", Map.of());
		String kept = this.mesos.taskIds("web").get(1);

		Map<String, Object> bad = version("web", "bad", Map.of("max_failures", 0, "rollback", true));
		bad.put("command", Map.of("cmd", "exit 3"));
		this.mesos.deploy(bad);
		this.mesos.await(() -> this.mesos.deployment("web").kind() == Kind.ROLLBACK);
		this.mesos.awaitDeployment("web", State.SUCCEEDED);

		App app = this.mesos.app("web");
		assertThat(app.version()).isEqualTo(3);
		assertThat(app.revision()).as("the roll-back is a change, too").isEqualTo(3);
		assertThat(app.definition().labels()).containsEntry("version", "one");
		assertThat(app.count(Phase.RUNNING)).isEqualTo(2);
		assertThat(this.mesos.taskIds("web").get(1)).as("what was never replaced stays").isEqualTo(kept);
		assertThat(this.mesos.manager.history("web").deployments()).extracting(Deployment::state)
			.containsExactly(State.SUCCEEDED, State.ROLLED_BACK, State.SUCCEEDED);
		assertThat(this.mesos.manager.history("web").versions()).extracting(AppVersion::version)
			.containsExactly(3L, 2L, 1L);
	}

	@Test
	void aFinishedUpdateIsRolledBackOnRequest() {
		deployTwo("web", Map.of());
		this.mesos.deploy(version("web", "two", Map.of()));
		this.mesos.awaitDeployment("web", State.SUCCEEDED);

		this.mesos.get(this.mesos.manager.control("web", DeploymentAction.ROLL_BACK));
		this.mesos.awaitDeployment("web", State.SUCCEEDED);

		assertThat(this.mesos.app("web").definition().labels()).containsEntry("version", "one");
		assertThat(this.mesos.deployment("web").kind()).isEqualTo(Kind.ROLLBACK);
	}

	@Test
	void aPausedUpdateReplacesNothingUntilItIsContinued() {
		deployTwo("web", Map.of());
		Map<String, Object> next = version("web", "two", Map.of());
		next.put("readiness", Map.of("type", "command", "command", "test -e ready"));
		next.put("command", Map.of("cmd", "sleep 1000"));
		this.mesos.deploy(next);
		this.mesos.await(() -> this.mesos.app("web")
			.instances()
			.stream()
			.anyMatch((instance) -> instance.launch().version() == 2 && instance.phase() == Phase.RUNNING));

		this.mesos.await(() -> this.mesos.deployment("web").waitingFor() != null
				&& this.mesos.deployment("web").waitingFor().contains("web[0] runs but is not ready"));
		this.mesos.get(this.mesos.manager.control("web", DeploymentAction.PAUSE));
		assertThat(this.mesos.deployment("web").state()).isEqualTo(State.PAUSED);
		assertThat(this.mesos.deployment("web").waitingFor()).contains("paused");

		this.mesos.get(this.mesos.manager.control("web", DeploymentAction.FORCE));
		this.mesos.await(() -> this.mesos.app("web")
			.instances()
			.stream()
			.allMatch((instance) -> instance.launch().version() == 2 && instance.phase() == Phase.RUNNING));
	}

	@Test
	void anInstanceThatIsNotReadyInTimeFailsTheUpdate() {
		deployTwo("web", Map.of());
		Map<String, Object> next = version("web", "two", Map.of("ready_within", "1s"));
		next.put("readiness", Map.of("type", "command", "command", "false"));

		this.mesos.deploy(next);

		this.mesos.awaitDeployment("web", State.FAILED);
		assertThat(this.mesos.deployment("web").message()).contains("web[0] was not good within PT1S");
	}

	@Test
	void theCanaryGoesFirst() {
		deployTwo("web", Map.of());
		Map<String, Object> next = version("web", "two", Map.of("canary", 1, "batch", 2, "max_unavailable", 2));
		next.put("readiness", Map.of("type", "command", "command", "false"));

		this.mesos.deploy(next);

		this.mesos.await(() -> this.mesos.deployment("web").waitingFor() != null
				&& this.mesos.deployment("web").waitingFor().contains("not ready"));
		assertThat(this.mesos.app("web").instances()).extracting((instance) -> instance.launch().version())
			.containsExactly(2L, 1L);
	}

	@Test
	void whatDoesNotConcernTheTasksReplacesNone() {
		deployTwo("web", Map.of());
		List<String> before = this.mesos.taskIds("web");

		this.mesos.deploy(version("web", "one", Map.of("batch", 5)));
		this.mesos.awaitDeployment("web", State.SUCCEEDED);

		assertThat(this.mesos.app("web").version()).isEqualTo(2);
		assertThat(this.mesos.taskIds("web")).isEqualTo(before);
	}

	@Test
	void aRestartGoesFromOneToTheNext() {
		deployTwo("web", Map.of());
		List<String> before = this.mesos.taskIds("web");
		List<Integer> running = Collections.synchronizedList(new ArrayList<>());
		this.mesos.manager.addListener((event) -> running.add((int) this.mesos.app("web").count(Phase.RUNNING)));

		this.mesos.get(this.mesos.manager.restart("web", null));
		this.mesos.awaitDeployment("web", State.SUCCEEDED);

		assertThat(this.mesos.deployment("web").kind()).isEqualTo(Kind.RESTART);
		assertThat(this.mesos.taskIds("web")).doesNotContainAnyElementsOf(before);
		assertThat(running).allSatisfy((count) -> assertThat(count).isPositive());
	}

	@Test
	void aPausedAppRunsNothingUntilItIsResumed() {
		deployTwo("web", Map.of());

		this.mesos.get(this.mesos.manager.pause("web"));
		this.mesos.awaitPhase("web", Phase.STOPPED, 2);
		assertThat(this.mesos.app("web").paused()).isTrue();

		this.mesos.get(this.mesos.manager.resume("web"));
		this.mesos.awaitPhase("web", Phase.RUNNING, 2);
	}

	@Test
	void whatHasEndedDoesNotRunAgainAfterAPause() {
		Map<String, Object> job = ManagerFixture.service("job", 2);
		job.put("restart", "on-failure");
		job.put("command", Map.of("cmd", "[ $MESOS_APP_INSTANCE = 0 ] || sleep 1000"));
		this.mesos.deploy(job);
		this.mesos.awaitPhase("job", Phase.FINISHED, 1);
		this.mesos.awaitPhase("job", Phase.RUNNING, 1);
		List<String> before = this.mesos.taskIds("job");

		this.mesos.get(this.mesos.manager.resume("job"));
		assertThat(this.mesos.taskIds("job")).isEqualTo(before);
		this.mesos.get(this.mesos.manager.pause("job"));
		this.mesos.awaitPhase("job", Phase.STOPPED, 1);
		assertThat(this.mesos.app("job").count(Phase.FINISHED)).isOne();
		this.mesos.get(this.mesos.manager.resume("job"));
		this.mesos.awaitPhase("job", Phase.RUNNING, 1);

		assertThat(this.mesos.taskIds("job").get(0)).isEqualTo(before.get(0));
		assertThat(this.mesos.app("job").instances().get(0).phase()).isEqualTo(Phase.FINISHED);
	}

	@Test
	void aTaskThatWasKilledForGoodIsNotStartedByAnotherChange() {
		Map<String, Object> once = ManagerFixture.service("once", 2);
		once.put("restart", "never");
		once.put("command", Map.of("cmd", "[ $MESOS_APP_INSTANCE = 0 ] || sleep 0.1; sleep 1000"));
		this.mesos.deploy(once);
		this.mesos.awaitPhase("once", Phase.RUNNING, 2);
		String killed = this.mesos.taskIds("once").get(0);
		this.mesos.get(this.mesos.manager.kill(killed));
		this.mesos.awaitPhase("once", Phase.STOPPED, 1);
		this.mesos.awaitDeployment("once", State.SUCCEEDED);

		this.mesos.get(this.mesos.manager.scale("once", 3));
		this.mesos.get(this.mesos.manager.pause("once"));
		this.mesos.get(this.mesos.manager.resume("once"));
		this.mesos.awaitDeployment("once", State.SUCCEEDED);

		assertThat(this.mesos.app("once").instances().get(0)).satisfies((instance) -> {
			assertThat(instance.phase()).isEqualTo(Phase.STOPPED);
			assertThat(instance.goal()).isEqualTo(Goal.KILLED);
		});
		assertThat(this.mesos.taskIds("once").get(0)).isEqualTo(killed);
		once.put("command", Map.of("cmd", "sleep 2000"));
		once.put("instances", 3);
		this.mesos.deploy(once);
		this.mesos.awaitPhase("once", Phase.RUNNING, 3);
		assertThat(this.mesos.taskIds("once")).doesNotContain(killed);
	}

	@Test
	void aGangThatFailsFastOutlivesAMemberThatEndsWell() {
		Map<String, Object> gang = ManagerFixture.service("gang", 2);
		gang.put("gang", true);
		gang.put("fail_fast", true);
		gang.put("command", Map.of("cmd", "[ $MESOS_APP_INSTANCE = 0 ] || sleep 1000"));
		this.mesos.deploy(gang);

		this.mesos.await(() -> this.mesos.app("gang").instances().get(0).history().size() == 1);

		assertThat(this.mesos.events(GangFailed.class)).isEmpty();
		assertThat(this.mesos.app("gang").instances().get(1).goal()).isEqualTo(Goal.RUNNING);
	}

	@Test
	void aKilledTaskIsLaunchedAnewUnderAnotherId() {
		deployTwo("web", Map.of());
		String taskId = this.mesos.taskIds("web").get(1);

		this.mesos.get(this.mesos.manager.kill(taskId));

		this.mesos.await(() -> !this.mesos.taskIds("web").contains(taskId));
		this.mesos.awaitPhase("web", Phase.RUNNING, 2);
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.mesos.get(this.mesos.manager.kill(taskId)))
			.withCauseInstanceOf(UnknownTaskException.class);
	}

	@Test
	void anotherRevisionThanExpectedChangesNothing() {
		deployTwo("web", Map.of());
		List<TaskDefinition> next = new TaskDefinitionReader().read(version("web", "two", Map.of()));

		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.mesos.get(this.mesos.manager.deploy(next, ChangeOptions.ifRevision(7))))
			.withCauseInstanceOf(RevisionConflictException.class)
			.withMessageContaining("has revision 1 but revision 7 was expected");
		assertThat(this.mesos.app("web").version()).isOne();

		this.mesos.get(this.mesos.manager.deploy(next, ChangeOptions.ifRevision(1)));
		assertThat(this.mesos.app("web").version()).isEqualTo(2);
	}

	@Test
	void whatIsGivenUpFailsTheDeployment() {
		Map<String, Object> job = version("job", "one", Map.of());
		job.put("restart", "never");
		job.put("command", Map.of("cmd", "exit 5"));

		this.mesos.deploy(job);

		this.mesos.awaitDeployment("job", State.FAILED);
		assertThat(this.mesos.deployment("job").message()).contains("was given up");
	}

	@Test
	void aGangThatFailsFastFailsItsDeployment() {
		Map<String, Object> gang = version("gang", "one", Map.of());
		gang.put("gang", true);
		gang.put("fail_fast", true);
		gang.put("command", Map.of("cmd", "if [ $MESOS_APP_INSTANCE = 1 ]; then exit 1; else sleep 1000; fi"));

		this.mesos.deploy(gang);

		this.mesos.awaitDeployment("gang", State.FAILED);
		assertThat(this.mesos.deployment("gang").message()).contains("gang[1] of the gang has failed");
		assertThat(this.mesos.events(GangFailed.class)).hasSize(1);
		this.mesos.awaitPhase("gang", Phase.STOPPED, 2);
	}

	@Test
	void aFailedUpdateGoesOnWhenItIsContinued() {
		deployTwo("web", Map.of());
		Map<String, Object> next = version("web", "two", Map.of("ready_within", "1s"));
		next.put("readiness",
				Map.of("type", "command", "command", "test -e ready", "delay", "0s", "interval", "200ms"));
		next.put("command", Map.of("cmd", "sleep 5; touch ready; sleep 1000"));
		this.mesos.deploy(next);
		this.mesos.awaitDeployment("web", State.FAILED);

		this.mesos.await(() -> this.mesos.app("web").instances().get(0).launch().ready());
		this.mesos.get(this.mesos.manager.control("web", DeploymentAction.FORCE));

		this.mesos.awaitDeployment("web", State.SUCCEEDED);
	}

	@Test
	void anInstanceThatIsNotReadyAnyMoreIsNotGoodAnyMore(@TempDir Path directory) throws IOException {
		Path ready = Files.createFile(directory.resolve("ready"));
		Map<String, Object> web = ManagerFixture.service("web", 1);
		web.put("readiness",
				Map.of("type", "command", "command", "test -e " + ready, "delay", "0s", "interval", "100ms"));
		this.mesos.deploy(web);
		this.mesos.awaitDeployment("web", State.SUCCEEDED);

		Files.delete(ready);
		this.mesos.await(() -> !this.mesos.app("web").instances().get(0).launch().ready());
		web.put("labels", Map.of("version", "two"));
		web.put("update", Map.of("min_healthy", 1.0, "max_unavailable", 0, "batch", 1, "max_surge", 1));
		this.mesos.deploy(web);
		this.mesos.await(() -> this.mesos.app("web").count(Phase.RUNNING) == 2);
		assertThat(this.mesos.deployment("web").state()).isEqualTo(State.RUNNING);
		assertThat(this.mesos.app("web").instances()).noneMatch((each) -> each.launch().ready());

		Files.createFile(ready);
		this.mesos.awaitDeployment("web", State.SUCCEEDED);
		assertThat(this.mesos.app("web").instances()).allMatch((each) -> each.launch().ready());
	}

	@Test
	void anAppThatIsBeingRemovedIsNotChangedBehindItsBack() {
		Map<String, Object> slow = version("slow", "one", Map.of());
		slow.put("command", Map.of("cmd", "trap '' TERM; touch deaf; while true; do sleep 0.1; done"));
		slow.put("readiness", Map.of("type", "command", "command", "test -e deaf", "delay", "0s", "interval", "100ms"));
		slow.put("kill", Map.of("grace", "3s"));
		this.mesos.deploy(slow);
		this.mesos.awaitDeployment("slow", State.SUCCEEDED);
		this.mesos.get(this.mesos.manager.pause("slow"));
		this.mesos.get(this.mesos.manager.remove("slow"));

		DefaultTaskManager manager = this.mesos.manager;
		List<Supplier<CompletionStage<App>>> changes = List.of(() -> manager.scale("slow", 3),
				() -> manager.restart("slow", null), () -> manager.resume("slow"),
				() -> manager.control("slow", DeploymentAction.ROLL_BACK));
		changes.forEach((change) -> assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.mesos.get(change.get()))
			.withCauseInstanceOf(DeploymentStateException.class)
			.withMessageContaining("is being removed"));

		this.mesos.deploy(slow);
		assertThat(this.mesos.app("slow").paused()).as("declared anew, it runs").isFalse();
		this.mesos.awaitPhase("slow", Phase.RUNNING, 2);
	}

	@Test
	void anAppWithoutInstancesCanBeRemoved() {
		this.mesos.deploy(ManagerFixture.service("none", 0));

		this.mesos.get(this.mesos.manager.remove("none"));

		assertThat(this.mesos.manager.app("none")).isNull();
		assertThat(this.mesos.events(AppRemoved.class)).hasSize(1);
	}

	@Test
	void anInstanceOfAPausedAppIsNotRestarted() {
		deployTwo("web", Map.of());
		this.mesos.get(this.mesos.manager.pause("web"));

		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.mesos.get(this.mesos.manager.restart("web", 0)))
			.withCauseInstanceOf(DeploymentStateException.class)
			.withMessageContaining("is not to run");
		this.mesos.awaitPhase("web", Phase.STOPPED, 2);
	}

	@Test
	void aDeploymentThatHasEndedCannotBePaused() {
		deployTwo("web", Map.of());

		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.mesos.get(this.mesos.manager.control("web", DeploymentAction.PAUSE)))
			.withCauseInstanceOf(DeploymentStateException.class)
			.withMessageContaining("is SUCCEEDED");
	}

	private void deployTwo(String name, Map<String, Object> update) {
		this.mesos.deploy(version(name, "one", update));
		this.mesos.awaitDeployment(name, State.SUCCEEDED);
	}

	private static Map<String, Object> version(String name, String version, Map<String, Object> update) {
		Map<String, Object> document = ManagerFixture.service(name, 2);
		document.put("labels", Map.of("version", version));
		document.put("update", update);
		document.put("retry", Map.of("time", "100ms"));
		return document;
	}

}
