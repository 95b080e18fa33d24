package io.mesosframework.task.internal.instance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskTimeouts;
import io.mesosframework.task.definition.SampleDefinitions;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinition.RestartPolicy;

import static org.assertj.core.api.Assertions.assertThat;

class InstanceLogicTests {

	private static final Instant NOW = Instant.EPOCH;

	private final InstanceLogic logic = new InstanceLogic(TaskTimeouts.DEFAULT, new Random(1));

	private final TaskDefinition service = InstanceLogicProperties.definition(RestartPolicy.ALWAYS);

	private final TaskDefinition job = InstanceLogicProperties.definition(RestartPolicy.ON_FAILURE);

	@Test
	void aLaunchWithoutAnyWordIsReconciledAgainAndAgainEverMoreRarely() {
		Instance instance = launched(this.service);
		Instant now = NOW.plus(Duration.ofMinutes(2));

		Decision first = this.logic.due(instance, this.service, now);
		assertThat(first.effects()).containsExactly(new Effect.Reconcile("app.0.a", "agent"));
		assertThat(first.instance().due()).isEqualTo(now.plus(Duration.ofMinutes(2)));

		Decision second = this.logic.due(first.instance(), this.service, now.plus(Duration.ofMinutes(2)));
		assertThat(second.instance().due()).isEqualTo(now.plus(Duration.ofMinutes(6)));
		assertThat(second.instance().phase()).isEqualTo(Phase.LAUNCHING);
	}

	@ParameterizedTest
	@EnumSource(value = TaskState.class, names = { "TASK_DROPPED", "TASK_LOST", "TASK_GONE", "TASK_GONE_BY_OPERATOR" })
	void whatIsGoneWithoutItsFaultIsLaunchedAgainSoonAndNotCounted(TaskState state) {
		Instance ended = status(launched(this.service), this.service, state, null).instance();

		assertThat(ended.phase()).isEqualTo(Phase.WAITING);
		assertThat(ended.failures()).isZero();
		assertThat(ended.due()).isBetween(NOW, NOW.plusSeconds(1));
	}

	@Test
	void failuresWaitLongerAndLongerUntilTheyAreGivenUp() {
		TaskDefinition limited = new TaskDefinition("app", 1, null, this.service.tasks(), java.util.Map.of(),
				this.service.placement(), RestartPolicy.ALWAYS, new TaskDefinition.RetryPolicy(Duration.ofSeconds(10),
						true, Duration.ofSeconds(30), 3, Duration.ofMinutes(10)),
				this.service.update(), this.service.unreachable(), 0);
		Instance instance = launched(limited);
		long[] waits = { 10, 20, 30 };
		for (long wait : waits) {
			instance = status(instance, limited, TaskState.TASK_FAILED, null).instance();
			assertThat(instance.due()).isBetween(NOW.plusMillis(wait * 900), NOW.plusSeconds(wait));
			instance = this.logic.launch(instance, launch("app.0.b"), NOW).instance();
		}

		instance = status(instance, limited, TaskState.TASK_FAILED, null).instance();

		assertThat(instance.phase()).isEqualTo(Phase.GIVEN_UP);
		assertThat(instance.failures()).isEqualTo(4);
	}

	@Test
	void aStableTimeForgivesEarlierFailures() {
		Instance instance = status(launched(this.service), this.service, TaskState.TASK_FAILED, null).instance()
			.withFailures(7);
		instance = this.logic.launch(instance, launch("app.0.b"), NOW).instance();
		instance = status(instance, this.service, TaskState.TASK_RUNNING, null).instance();

		Decision failed = this.logic.status(instance, this.service, report(TaskState.TASK_FAILED, null),
				NOW.plus(Duration.ofMinutes(10)));

		assertThat(failed.instance().failures()).isOne();
	}

	@Test
	void aFailureAfterAStableTimeIsAFailureThoughItIsTheFirstAgain() {
		Instance instance = status(launched(this.service), this.service, TaskState.TASK_FAILED, null).instance();
		instance = this.logic.launch(instance, launch("app.0.b"), NOW).instance();
		instance = status(instance, this.service, TaskState.TASK_RUNNING, null).instance();

		Decision failed = this.logic.status(instance, this.service, report(TaskState.TASK_FAILED, null),
				NOW.plus(Duration.ofMinutes(10)));

		assertThat(failed.instance().failures()).isEqualTo(instance.failures());
		assertThat(failed.failure()).isTrue();
	}

	@Test
	void aCrashLoopIsOverWhenTheInstanceHasRunForAStableTime() {
		Instance instance = status(launched(this.service), this.service, TaskState.TASK_FAILED, null).instance()
			.withFailures(3);
		instance = this.logic.launch(instance, launch("app.0.b"), NOW).instance();
		instance = status(instance, this.service, TaskState.TASK_RUNNING, null).instance();
		assertThat(instance.isCrashLooping()).isTrue();
		assertThat(instance.due()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));

		Instance stable = this.logic.due(instance, this.service, NOW.plus(Duration.ofMinutes(10))).instance();

		assertThat(stable.phase()).isEqualTo(Phase.RUNNING);
		assertThat(stable.isCrashLooping()).isFalse();
		assertThat(stable.failures()).isZero();
		assertThat(stable.due()).isNull();
	}

	@Test
	void aServiceThatEndsWellIsStartedAgainWithoutRunningHot() {
		Decision decision = status(launched(this.service), this.service, TaskState.TASK_FINISHED, null);
		Instance ended = decision.instance();

		assertThat(decision.failure()).isFalse();
		assertThat(ended.phase()).isEqualTo(Phase.WAITING);
		assertThat(ended.due()).isAfterOrEqualTo(NOW.plusMillis(900));
	}

	@Test
	void aJobIsDoneWhenItEndsWell() {
		assertThat(status(launched(this.job), this.job, TaskState.TASK_FINISHED, null).instance().phase())
			.isEqualTo(Phase.FINISHED);
	}

	@Test
	void killedBecauseItWasUnhealthyIsAFailure() {
		StatusReport report = new StatusReport(TaskState.TASK_KILLED, null, null, false, false, null);

		assertThat(this.logic.status(launched(this.service), this.service, report, NOW).instance().failures()).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "RECONCILIATION", "AGENT_REREGISTERED" })
	void aFailureCountsHoweverItWasLearned(String how) {
		assertThat(status(launched(this.service), this.service, TaskState.TASK_FAILED, how).instance().failures())
			.isOne();
		TaskDefinition once = InstanceLogicProperties.definition(RestartPolicy.NEVER);
		assertThat(status(launched(once), once, TaskState.TASK_FAILED, how).instance().phase())
			.isEqualTo(Phase.GIVEN_UP);
	}

	@Test
	void theLastCheckOfReadinessCounts() {
		TaskDefinition checked = SampleDefinitions.minimal("app").readiness((check) -> check.command("true")).build();
		Instance instance = launched(checked);
		Boolean[] said = { null, false, true, null, false, null, true };
		boolean[] ready = { false, false, true, true, false, false, true };
		for (int i = 0; i < said.length; i++) {
			StatusReport report = new StatusReport(TaskState.TASK_RUNNING, null, null, null, said[i], null);
			instance = this.logic.status(instance, checked, report, NOW).instance();
			assertThat(instance.launch().ready()).as("after " + (i + 1) + " reports").isEqualTo(ready[i]);
		}
	}

	@Test
	void whatIsNotCheckedIsReadyWhenItRuns() {
		Instance starting = status(launched(this.service), this.service, TaskState.TASK_STARTING, null).instance();
		assertThat(starting.launch().ready()).isFalse();

		assertThat(status(starting, this.service, TaskState.TASK_RUNNING, null).instance().launch().ready()).isTrue();
	}

	@Test
	void stopKillsUntilItHasEnded() {
		Decision stop = this.logic.stop(launched(this.service), NOW);
		assertThat(stop.effects()).containsExactly(new Effect.Kill("app.0.a", "agent"));

		Decision again = this.logic.due(stop.instance(), this.service, NOW.plusSeconds(10));
		assertThat(again.effects()).containsExactly(new Effect.Kill("app.0.a", "agent"));

		Instance ended = status(again.instance(), this.service, TaskState.TASK_KILLED, null).instance();
		assertThat(ended.phase()).isEqualTo(Phase.STOPPED);
	}

	@Test
	void restartKillsAndStartsAnewWithoutWaiting() {
		Instance running = status(launched(this.service), this.service, TaskState.TASK_RUNNING, null).instance();
		Decision restart = this.logic.restart(running, this.service, NOW);

		Instance ended = status(restart.instance(), this.service, TaskState.TASK_KILLED, null).instance();

		assertThat(ended.phase()).isEqualTo(Phase.WAITING);
		assertThat(ended.due()).isEqualTo(NOW);
		assertThat(this.logic.launch(ended, launch("app.0.b"), NOW).instance().replaceWith()).isFalse();
	}

	@Test
	void whatIsOutOfReachIsReplacedAfterItsTimeAndKilledWhenItComesBack() {
		Instance away = status(launched(this.service), this.service, TaskState.TASK_UNREACHABLE, null).instance();
		assertThat(this.logic.due(away, this.service, NOW.plusSeconds(299)).effects()).isEmpty();

		Decision replaced = this.logic.due(away, this.service, NOW.plusSeconds(300));

		assertThat(replaced.instance().phase()).isEqualTo(Phase.WAITING);
		assertThat(replaced.effects()).containsExactly(new Effect.Abandon("app.0.a", "agent"));
		assertThat(InstanceLogic.returned("app.0.a", "agent", TaskState.TASK_RUNNING))
			.isEqualTo(new Effect.Kill("app.0.a", "agent"));
		assertThat(InstanceLogic.returned("app.0.a", "agent", TaskState.TASK_LOST)).isNull();
	}

	@Test
	void whatComesBackInTimeIsKept() {
		Instance away = status(launched(this.service), this.service, TaskState.TASK_UNREACHABLE, null).instance();

		Decision back = status(away, this.service, TaskState.TASK_RUNNING, null);

		assertThat(back.instance().phase()).isEqualTo(Phase.RUNNING);
		assertThat(back.effects()).isEmpty();
	}

	@Test
	void aTaskThatComesBackFromTheDeadIsKilled() {
		Instance failed = status(launched(this.service), this.service, TaskState.TASK_FAILED, null).instance();

		assertThat(status(failed, this.service, TaskState.TASK_RUNNING, null).effects())
			.containsExactly(new Effect.Kill("app.0.a", "agent"));
	}

	@ParameterizedTest
	@EnumSource(value = TaskState.class, names = { "TASK_UNREACHABLE", "TASK_UNKNOWN", "TASK_LOST" })
	void whatComesBackBeforeItsReplacementIsLaunchedIsKept(TaskState state) {
		Instance waiting = givenUp(this.service, state);

		Decision back = status(waiting, this.service, TaskState.TASK_RUNNING, "AGENT_REREGISTERED");

		assertThat(back.effects()).isEmpty();
		assertThat(back.instance().phase()).isEqualTo(Phase.RUNNING);
		assertThat(back.instance().launch().taskId()).isEqualTo("app.0.a");
		assertThat(back.instance().launch().endedAt()).isNull();
	}

	@Test
	void whatComesBackIsKilledIfItIsNotToBeAdopted() {
		TaskDefinition strict = SampleDefinitions.minimal("app").unreachable(Duration.ofMinutes(5), false).build();
		Instance waiting = givenUp(strict, TaskState.TASK_UNREACHABLE);

		assertThat(status(waiting, strict, TaskState.TASK_RUNNING, null).effects())
			.containsExactly(new Effect.Kill("app.0.a", "agent"));
	}

	@Test
	void whatComesBackIsKilledIfItWasReplacedOrRestartedOnRequest() {
		Instance away = status(launched(this.service), this.service, TaskState.TASK_UNREACHABLE, null).instance();
		Instance waiting = givenUp(this.service, TaskState.TASK_UNREACHABLE);
		Instance restarting = this.logic.restart(away, this.service, NOW).instance();
		Instance awayAgain = status(restarting, this.service, TaskState.TASK_UNREACHABLE, null).instance();
		for (Instance anew : List.of(this.logic.replace(away, this.service, NOW).instance(),
				this.logic.restart(waiting, this.service, NOW).instance(),
				this.logic.due(awayAgain, this.service, NOW.plusSeconds(300)).instance())) {
			assertThat(anew.phase()).isEqualTo(Phase.WAITING);
			assertThat(status(anew, this.service, TaskState.TASK_RUNNING, null).effects())
				.containsExactly(new Effect.Kill("app.0.a", "agent"));
		}
	}

	@Test
	void whatMayRunAllTheSameIsRememberedWhenItIsReplaced() {
		StatusReport away = new StatusReport(TaskState.TASK_LOST, "AGENT_REMOVED", null, null, null, NOW);
		Effect.Abandon abandon = new Effect.Abandon("app.0.a", "agent");

		assertThat(this.logic.status(launched(this.service), this.service, away, NOW).effects())
			.containsExactly(abandon);
		assertThat(status(launched(this.service), this.service, TaskState.TASK_LOST, "AGENT_DISCONNECTED").effects())
			.containsExactly(abandon);
		assertThat(status(launched(this.service), this.service, TaskState.TASK_GONE_BY_OPERATOR, null).effects())
			.containsExactly(abandon);
		assertThat(status(launched(this.service), this.service, TaskState.TASK_LOST, "INVALID_OFFERS").effects())
			.isEmpty();
		assertThat(status(launched(this.service), this.service, TaskState.TASK_GONE, null).effects()).isEmpty();
	}

	@Test
	void whatIsOutOfReachIsNotReplacedBeforeTheMasterHasAnswered() {
		Instance away = status(launched(this.service), this.service, TaskState.TASK_UNREACHABLE, null).instance();
		Instant late = NOW.plusSeconds(300);

		Decision asked = this.logic.unanswered(away, late);
		assertThat(asked.effects()).isEmpty();
		assertThat(asked.instance().phase()).isEqualTo(Phase.UNREACHABLE);
		assertThat(asked.instance().due()).isEqualTo(late.plusSeconds(10));

		Instance answered = this.logic
			.status(asked.instance(), this.service, report(TaskState.TASK_UNREACHABLE, "RECONCILIATION"), late)
			.instance();
		assertThat(answered.due()).isEqualTo(late);
		assertThat(this.logic.due(answered, this.service, late).instance().phase()).isEqualTo(Phase.WAITING);
	}

	@Test
	void anAnswerDoesNotShortenTheTimeOfWhatIsOutOfReach() {
		Instance away = status(launched(this.service), this.service, TaskState.TASK_UNREACHABLE, null).instance();

		Instance answered = this.logic
			.status(away, this.service, report(TaskState.TASK_UNREACHABLE, "RECONCILIATION"), NOW.plusSeconds(9))
			.instance();

		assertThat(answered.due()).isEqualTo(away.due());
	}

	@Test
	void aKillIsSentAnewWhenASessionBegins() {
		Instance ending = this.logic.stop(launched(this.service), NOW).instance();
		for (int i = 0; i < 5; i++) {
			ending = this.logic.due(ending, this.service, ending.due()).instance();
		}

		Decision anew = this.logic.killAnew(ending, NOW.plusSeconds(1000));

		assertThat(anew.effects()).containsExactly(new Effect.Kill("app.0.a", "agent"));
		assertThat(anew.instance().due()).isEqualTo(NOW.plusSeconds(1010));
		assertThat(anew.instance().attempts()).isZero();
		Instance running = status(launched(this.service), this.service, TaskState.TASK_RUNNING, null).instance();
		assertThat(this.logic.killAnew(running, NOW)).isEqualTo(Decision.of(running));
	}

	/** Return an instance whose task was out of reach for too long. */
	private Instance givenUp(TaskDefinition definition, TaskState state) {
		Instance away = status(launched(definition), definition, state, null).instance();
		Instance given = (away.phase() == Phase.UNREACHABLE) ? this.logic.due(away, definition, away.due()).instance()
				: away;
		assertThat(given.phase()).isEqualTo(Phase.WAITING);
		return given;
	}

	private Decision status(Instance instance, TaskDefinition definition, TaskState state, String reason) {
		return this.logic.status(instance, definition, report(state, reason), NOW);
	}

	private static StatusReport report(TaskState state, String reason) {
		return new StatusReport(state, reason, null, null, null, null);
	}

	private Instance launched(TaskDefinition definition) {
		Instance instance = Instance.create("app", 0, InstanceLogic.goalOf(definition), NOW);
		return this.logic.launch(instance, launch("app.0.a"), NOW).instance();
	}

	private static Launch launch(String id) {
		return Launch.start(id, "agent", "host", 1, List.of(), NOW);
	}

}
