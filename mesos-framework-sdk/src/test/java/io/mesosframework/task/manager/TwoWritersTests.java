package io.mesosframework.task.manager;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.task.App;
import io.mesosframework.task.ChangeOptions;
import io.mesosframework.task.DeployResult;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.DeploymentAction;
import io.mesosframework.task.DeploymentStateException;
import io.mesosframework.task.Phase;
import io.mesosframework.task.RevisionConflictException;
import io.mesosframework.task.TaskManager;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.UnknownInstanceException;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinitionReader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Two writers who have read the same revision of an app: the first changes it, and what
 * the second wants is refused, whatever it is and however close behind it comes.
 */
class TwoWritersTests {

	private final ManagerFixture mesos = new ManagerFixture((cluster) -> cluster, TaskManagerOptions.defaults());

	private final TaskManager manager = this.mesos.manager;

	@AfterEach
	void stop() {
		this.mesos.close();
	}

	@Test
	void theSecondIsRefusedInTheStepInWhichItWouldChangeSomething() {
		this.mesos.deploy(ManagerFixture.service("web", 2));
		this.mesos.awaitPhase("web", Phase.RUNNING, 2);
		changes().forEach((name, change) -> {
			long read = this.mesos.app("web").revision();
			CountDownLatch busy = new CountDownLatch(1);
			this.mesos.driver.scheduler().execute(() -> await(busy));

			CompletionStage<List<DeployResult>> first = this.manager.deploy(version(read + 1),
					ChangeOptions.ifRevision(read));
			CompletionStage<App> second = change.apply(ChangeOptions.ifRevision(read));
			assertThat(this.mesos.app("web").revision()).as(name).isEqualTo(read);
			busy.countDown();

			this.mesos.get(first);
			assertThatExceptionOfType(CompletionException.class).as(name)
				.isThrownBy(() -> this.mesos.get(second))
				.withCauseInstanceOf(RevisionConflictException.class);
			App app = this.mesos.app("web");
			assertThat(app.revision()).as(name).isEqualTo(read + 1);
			assertThat(app.removing() || app.paused()).as(name).isFalse();
			assertThat(app.definition().instances()).as(name).isEqualTo(2);
			this.mesos.awaitDeployment("web", Deployment.State.SUCCEEDED);
			assertThat(this.mesos.deployment("web").kind()).as(name).isEqualTo(Deployment.Kind.UPDATE);
			assertThat(app.instances()).as(name).allSatisfy((instance) -> assertThat(instance.history()).isEmpty());
		});
	}

	@Test
	void everyChangeIsCountedSoThatNoneIsLost() {
		this.mesos.deploy(ManagerFixture.service("web", 2));
		Map<String, Function<ChangeOptions, CompletionStage<App>>> changes = changes();
		changes.remove("control");
		changes.forEach((name, change) -> {
			App before = this.mesos.app("web");
			if (!before.paused()) {
				this.mesos.awaitPhase("web", Phase.RUNNING, before.definition().instances());
			}

			App after = changed(name, change);

			assertThat(after.version()).as(name).isEqualTo(before.version());
		});
	}

	@Test
	void everyStepOfAnUpdateIsCounted() {
		this.mesos.deploy(ManagerFixture.service("web", 1));
		this.mesos.awaitPhase("web", Phase.RUNNING, 1);
		Map<String, Object> next = ManagerFixture.service("web", 1);
		next.put("readiness", Map.of("type", "command", "command", "false"));
		this.mesos.deploy(next);
		assertThat(this.mesos.app("web")).extracting(App::version, App::revision).containsExactly(2L, 2L);

		for (DeploymentAction action : new DeploymentAction[] { DeploymentAction.PAUSE, DeploymentAction.CONTINUE,
				DeploymentAction.FORCE }) {
			changed(action.name(), (options) -> this.manager.control("web", action, options));
		}
		App back = changed("back", (options) -> this.manager.control("web", DeploymentAction.ROLL_BACK, options));

		assertThat(back).extracting(App::version, App::revision).containsExactly(3L, 6L);
	}

	@Test
	void whatChangesNothingIsNotCounted() {
		this.mesos.deploy(ManagerFixture.service("web", 0));

		this.mesos.deploy(ManagerFixture.service("web", 0));
		this.mesos.get(this.manager.scale("web", 0));
		this.mesos.get(this.manager.resume("web"));
		this.mesos.get(this.manager.kill("web", null, ChangeOptions.DEFAULT));

		assertThat(this.mesos.app("web").revision()).isOne();
		assertThat(this.mesos.get(this.manager.pause("web")).revision()).isEqualTo(2);
		assertThat(this.mesos.get(this.manager.pause("web")).revision()).isEqualTo(2);
	}

	@Test
	void anAppThatIsDeclaredAgainWhileItIsRemovedIsChanged() {
		Map<String, Object> slow = ManagerFixture.service("slow", 1);
		slow.put("command", Map.of("cmd", "trap '' TERM; while true; do sleep 0.1; done"));
		slow.put("kill", Map.of("grace", "3s"));
		this.mesos.deploy(slow);
		this.mesos.awaitPhase("slow", Phase.RUNNING, 1);

		assertThat(this.mesos.get(this.manager.remove("slow")).revision()).isEqualTo(2);
		assertThat(this.mesos.get(this.manager.remove("slow")).revision()).isEqualTo(2);
		this.mesos.deploy(slow);

		assertThat(this.mesos.app("slow")).extracting(App::removing, App::revision).containsExactly(false, 3L);
	}

	/**
	 * Make a change, and find that a document of somebody who has not seen it is refused.
	 */
	private App changed(String name, Function<ChangeOptions, CompletionStage<App>> change) {
		long read = this.mesos.app("web").revision();
		ChangeOptions known = ChangeOptions.ifRevision(read);

		App after = this.mesos.get(change.apply(known));

		assertThat(after.revision()).as(name).isEqualTo(read + 1);
		List<TaskDefinition> scaled = List.of(after.definition().withInstances(4));
		assertThatExceptionOfType(CompletionException.class).as(name)
			.isThrownBy(() -> this.mesos.get(this.manager.deploy(scaled, known)))
			.withCauseInstanceOf(RevisionConflictException.class);
		return after;
	}

	@Test
	void anInstanceThatIsNotThereIsNamed() {
		this.mesos.deploy(ManagerFixture.service("web", 1));
		this.mesos.awaitPhase("web", Phase.RUNNING, 1);

		List.<Function<Integer, CompletionStage<App>>>of((index) -> this.manager.restart("web", index),
				(index) -> this.manager.replace("web", index),
				(index) -> this.manager.kill("web", index, ChangeOptions.DEFAULT))
			.forEach((change) -> assertThatExceptionOfType(CompletionException.class)
				.isThrownBy(() -> this.mesos.get(change.apply(7)))
				.withCauseInstanceOf(UnknownInstanceException.class)
				.withMessageContaining("App 'web' has no instance 7"));
	}

	@Test
	void onlyWhatRunsCanBeKilled() {
		Map<String, Object> huge = ManagerFixture.service("huge", 1);
		huge.put("resources", Map.of("cpu", 1000, "mem", 64));
		this.mesos.deploy(huge);

		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.mesos.get(this.manager.kill("huge", 0, ChangeOptions.DEFAULT)))
			.withCauseInstanceOf(DeploymentStateException.class)
			.withMessageContaining("has no task to kill, it is WAITING");
		assertThat(this.mesos.get(this.manager.kill("huge", null, ChangeOptions.DEFAULT)).count(Phase.WAITING)).isOne();
	}

	private Map<String, Function<ChangeOptions, CompletionStage<App>>> changes() {
		Map<String, Function<ChangeOptions, CompletionStage<App>>> changes = new LinkedHashMap<>();
		changes.put("scale", (options) -> this.manager.scale("web", 1, options));
		changes.put("restart one", (options) -> this.manager.restart("web", 0, options));
		changes.put("restart all", (options) -> this.manager.restart("web", null, options));
		changes.put("pause", (options) -> this.manager.pause("web", options));
		changes.put("resume", (options) -> this.manager.resume("web", options));
		changes.put("replace", (options) -> this.manager.replace("web", 0, options));
		changes.put("kill one", (options) -> this.manager.kill("web", 0, options));
		changes.put("kill all", (options) -> this.manager.kill("web", null, options));
		changes.put("control", (options) -> this.manager.control("web", DeploymentAction.ROLL_BACK, options));
		changes.put("remove", (options) -> this.manager.remove("web", options));
		return changes;
	}

	/** A version that differs in a way for which no task has to be started anew. */
	private static List<TaskDefinition> version(long number) {
		Map<String, Object> document = ManagerFixture.service("web", 2);
		document.put("priority", number);
		return new TaskDefinitionReader().read(document);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
