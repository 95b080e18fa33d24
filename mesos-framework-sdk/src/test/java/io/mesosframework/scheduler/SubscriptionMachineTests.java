package io.mesosframework.scheduler;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.mesosframework.client.MasterAddress;
import io.mesosframework.scheduler.SubscriptionEffect.BackOff;
import io.mesosframework.scheduler.SubscriptionEffect.ClearId;
import io.mesosframework.scheduler.SubscriptionEffect.CloseSession;
import io.mesosframework.scheduler.SubscriptionEffect.Connect;
import io.mesosframework.scheduler.SubscriptionEffect.InitialDelay;
import io.mesosframework.scheduler.SubscriptionEffect.LoadId;
import io.mesosframework.scheduler.SubscriptionEffect.OpenSession;
import io.mesosframework.scheduler.SubscriptionEffect.SaveId;
import io.mesosframework.scheduler.SubscriptionEffect.Terminate;
import io.mesosframework.scheduler.SubscriptionInput.ErrorEvent;
import io.mesosframework.scheduler.SubscriptionInput.IdLoadFailed;
import io.mesosframework.scheduler.SubscriptionInput.IdLoaded;
import io.mesosframework.scheduler.SubscriptionInput.IdSaveFailed;
import io.mesosframework.scheduler.SubscriptionInput.IdSaved;
import io.mesosframework.scheduler.SubscriptionInput.Lost;
import io.mesosframework.scheduler.SubscriptionInput.Refused;
import io.mesosframework.scheduler.SubscriptionInput.RetryDue;
import io.mesosframework.scheduler.SubscriptionInput.Start;
import io.mesosframework.scheduler.SubscriptionInput.Stop;
import io.mesosframework.scheduler.SubscriptionInput.Subscribed;
import io.mesosframework.scheduler.SubscriptionInput.TeardownAnswered;
import io.mesosframework.scheduler.SubscriptionInput.TeardownSent;
import io.mesosframework.scheduler.SubscriptionState.Phase;
import io.mesosframework.scheduler.event.MesosFailed;
import io.mesosframework.scheduler.event.MesosFailed.Kind;
import io.mesosframework.scheduler.event.MesosFailedOver;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.scheduler.event.MesosStopped;
import io.mesosframework.scheduler.event.MesosTornDown;

import static org.assertj.core.api.Assertions.assertThat;

class SubscriptionMachineTests {

	private static final FrameworkID ID = FrameworkID.newBuilder().setValue("fw-0000").build();

	private static final MasterAddress LEADER = new MasterAddress("http", "m2", 5050);

	private SubscriptionMachine machine = new SubscriptionMachine(RemovedFrameworkPolicy.ABORT, 3);

	private SubscriptionState state = SubscriptionState.initial();

	private List<SubscriptionEffect> effects = List.of();

	@Test
	void aNewFrameworkSubscribesWithoutAnIdAndSavesTheOneItGetsBeforeItOpens() {
		feed(new Start());
		assertThat(this.effects).containsExactly(new LoadId());

		feed(new IdLoaded(null));
		assertThat(this.effects).containsExactly(new InitialDelay(0));

		feed(new RetryDue(0));
		assertThat(this.effects).containsExactly(new Connect(1, 0, null));
		assertThat(this.state.frameworkId()).isNull();

		Subscribed subscribed = subscribed(1);
		feed(subscribed);
		assertThat(this.state.phase().state()).isEqualTo(SchedulerState.CONNECTING);
		assertThat(this.effects).containsExactly(new SaveId(subscribed, false));

		feed(new IdSaved(subscribed, false));
		assertThat(this.state.phase()).isEqualTo(Phase.SUBSCRIBED);
		assertThat(this.effects).containsExactly(new OpenSession(subscribed, false));
	}

	@Test
	void aStoredIdIsUsedAndTheSubscriptionCountsAsReregistered() {
		connecting(ID);

		feed(subscribed(1));

		assertThat(this.effects).containsExactly(new SaveId(subscribed(1), true));
	}

	@Test
	void whenTheStoredIdCannotBeReadItIsReadAgainInsteadOfRegisteringAnew() {
		feed(new Start());

		feed(new IdLoadFailed("disk on fire"));
		assertThat(this.effects)
			.containsExactly(new BackOff(0, 0, "The stored framework id could not be read: disk on fire", false));

		feed(new RetryDue(0));
		assertThat(this.effects).containsExactly(new LoadId());
		feed(new IdLoadFailed("disk on fire"));
		assertThat(this.effects).first()
			.isInstanceOfSatisfying(BackOff.class, (backOff) -> assertThat(backOff.attempt()).isEqualTo(1));
	}

	@Test
	void whenTheIdCannotBeSavedTheSessionIsGivenUpAndTheIdIsKeptForTheNext() {
		connecting(null);
		feed(subscribed(1));

		feed(new IdSaveFailed(1, "no space"));

		assertThat(this.state.phase()).isEqualTo(Phase.WAITING);
		assertThat(this.state.frameworkId()).isEqualTo(ID);
		assertThat(this.effects).containsExactly(new CloseSession(1),
				new BackOff(1, 0, "The framework id could not be stored: no space", false));
	}

	@ParameterizedTest
	@ValueSource(strings = { "end of stream", "missed heartbeats", "not RecordIO", "KILL was answered with 403" })
	void everyKindOfLostSessionSubscribesAgainWithTheSameId(String reason) {
		subscribedWith(ID);

		feed(new Lost(1, reason, false));
		assertThat(this.effects).containsExactly(new CloseSession(1), new BackOff(1, 0, reason, true));

		feed(new RetryDue(1));
		assertThat(this.effects).containsExactly(new Connect(2, 1, null));
		assertThat(this.state.frameworkId()).isEqualTo(ID);
	}

	@Test
	void manySignsOfOneLossLeadToOneSubscription() {
		subscribedWith(ID);

		feed(new Lost(1, "first", false));
		feed(new Lost(1, "second", false));
		assertThat(this.effects).isEmpty();
		feed(new RetryDue(1));
		feed(new Lost(1, "third", false));
		assertThat(this.effects).isEmpty();
		feed(new RetryDue(1));
		assertThat(this.effects).isEmpty();

		assertThat(this.state.phase()).isEqualTo(Phase.CONNECTING);
		assertThat(this.state.epoch()).isEqualTo(2);
	}

	@Test
	void backOffGrowsWithEveryFailureAndStartsAnewAfterASessionThatHeld() {
		connecting(ID);
		feed(new Lost(1, "refused", false));
		feed(new RetryDue(1));
		feed(new Lost(2, "refused", false));
		assertThat(this.effects).contains(new BackOff(2, 1, "refused", false));
		feed(new RetryDue(2));
		feed(subscribed(3));
		feed(new IdSaved(subscribed(3), true));

		feed(new Lost(3, "gone at once", false));
		assertThat(this.effects).contains(new BackOff(3, 2, "gone at once", true));

		feed(new RetryDue(3));
		feed(subscribed(4));
		feed(new IdSaved(subscribed(4), true));
		feed(new Lost(4, "gone after an hour", true));
		assertThat(this.effects).contains(new BackOff(4, 0, "gone after an hour", true));
	}

	@Test
	void aRedirectIsFollowedAtOnceUpToTheLimit() {
		connecting(ID);
		for (long epoch = 1; epoch <= 3; epoch++) {
			feed(new Refused(epoch, 307, "", LEADER, "MESSAGE"));
			assertThat(this.effects).containsExactly(new CloseSession(epoch), new Connect(epoch + 1, 0, LEADER));
		}

		feed(new Refused(4, 307, "", LEADER, "MESSAGE"));

		assertThat(this.effects).containsExactly(new CloseSession(4),
				new BackOff(4, 0, "MESSAGE; the masters redirect to one another", false));
		feed(new RetryDue(4));
		feed(new Refused(5, 307, "", LEADER, "MESSAGE"));
		assertThat(this.effects).contains(new Connect(6, 1, LEADER));
	}

	@ParameterizedTest
	@ValueSource(ints = { 307, 404, 500, 502, 503, 504 })
	void aMasterWhichIsNotReadyIsTriedAgain(int status) {
		connecting(ID);

		feed(new Refused(1, status, "No leader elected", null, "MESSAGE"));

		assertThat(this.state.phase()).isEqualTo(Phase.WAITING);
	}

	@Test
	void theTextOfAnErrorIsFitForALogLine() {
		connecting(ID);

		feed(new ErrorEvent(1, "bad\n\u001b[31m" + "x".repeat(100_000)));

		assertThat(terminated(MesosFailed.class).reason()).startsWith("bad \\u001b[31mx").hasSizeLessThan(400);
	}

	@ParameterizedTest
	@CsvSource({ "400, REFUSED", "401, UNAUTHENTICATED", "403, UNAUTHORIZED", "405, NOT_A_MASTER", "406, NOT_A_MASTER",
			"415, NOT_A_MASTER", "501, NOT_A_MASTER", "200, NOT_A_MASTER", "202, NOT_A_MASTER", "301, NOT_A_MASTER" })
	void aRefusalWhichCannotPassIsFatalAndNamesTheRemedy(int status, Kind kind) {
		connecting(null);

		feed(new Refused(1, status, "  <html>\n  nope </html>", null, "MESSAGE"));

		assertThat(this.state.phase()).isEqualTo(Phase.FAILED);
		MesosFailed failed = terminated(MesosFailed.class);
		assertThat(failed.kind()).isEqualTo(kind);
		assertThat(failed.reason()).contains("<html> nope </html>").contains(Integer.toString(status));
		assertThat(failed.remedy()).isNotBlank();
		assertThat(this.effects).first().isEqualTo(new CloseSession(1));
	}

	@Test
	void aPrincipalWhichDiffersFromTheCredentialsIsNamed() {
		connecting(null);

		feed(new Refused(1, 400, "Failed to validate scheduler::Call: Authenticated principal 'a' does not match "
				+ "principal 'b' set in `FrameworkInfo`", null, "MESSAGE"));

		assertThat(terminated(MesosFailed.class).kind()).isEqualTo(Kind.INVALID_PRINCIPAL);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', value = {
			"'FrameworkInfo.role' must not be set when the framework is MULTI_ROLE capable | INVALID_ROLE",
			"'FrameworkInfo.roles' must not be set when the framework is not MULTI_ROLE capable | INVALID_ROLE",
			"'FrameworkInfo.roles' contains duplicate items: { x } | INVALID_ROLE",
			"'FrameworkInfo.roles' contains invalid role: Role name 'a b' cannot contain spaces | INVALID_ROLE",
			"Roles { x } are not present in the master's --roles | INVALID_ROLE",
			"User 'root' is not allowed to run frameworks without --root_submissions set | INVALID_USER",
			"Suppressed roles { x } are not contained in the set of roles | INVALID_OFFER_CONSTRAINTS",
			"Offer constraints are not valid: A role x has an invalid 'AttributeConstraint' | INVALID_OFFER_CONSTRAINTS",
			"The framework failover_timeout (-1) is invalid | INVALID_FAILOVER_TIMEOUT",
			"Not authorized to register framework x with roles { y } | UNAUTHORIZED",
			"Changing framework's principal is not allowed. | INVALID_PRINCIPAL",
			"ID must not be greater than 255 characters | INVALID_FRAMEWORK_ID",
			"'..' is disallowed | INVALID_FRAMEWORK_ID", "'a/b' contains invalid characters | INVALID_FRAMEWORK_ID",
			"Something new | REFUSED" })
	void anErrorEventIsFatalWithTheMastersWordsAndARemedy(String message, Kind kind) {
		connecting(ID);

		feed(new ErrorEvent(1, message));

		MesosFailed failed = terminated(MesosFailed.class);
		assertThat(failed.kind()).isEqualTo(kind);
		assertThat(failed.reason()).isEqualTo(message);
		assertThat(failed.remedy()).isNotBlank();
	}

	@Test
	void anAuthorizerWhichCannotBeAskedIsNoReasonToGiveUp() {
		connecting(ID);

		feed(new ErrorEvent(1, "Authorization failure: timed out"));

		assertThat(this.state.phase()).isEqualTo(Phase.WAITING);
	}

	@Test
	void aFrameworkThatFailedOverNeverSubscribesAgain() {
		subscribedWith(ID);

		feed(new ErrorEvent(1, "Framework failed over"));
		assertThat(this.effects).containsExactly(new CloseSession(1),
				new Terminate(new MesosFailedOver("Framework failed over", 1)));

		feed(new Lost(1, "end of stream", true));
		feed(new RetryDue(1));
		assertThat(this.effects).isEmpty();
		assertThat(this.state.phase()).isEqualTo(Phase.FAILED_OVER);
	}

	@Test
	void aRemovedFrameworkGivesUpUnlessToldOtherwise() {
		connecting(ID);

		feed(new ErrorEvent(1, "Framework has been removed"));

		assertThat(terminated(MesosFailed.class).kind()).isEqualTo(Kind.FRAMEWORK_REMOVED);
		assertThat(this.effects).doesNotHaveAnyElementsOfTypes(ClearId.class);
	}

	@Test
	void aRemovedFrameworkRegistersAnewIfThePolicySaysSo() {
		this.machine = new SubscriptionMachine(RemovedFrameworkPolicy.REGISTER_ANEW, 3);
		connecting(ID);

		feed(new ErrorEvent(1, "Framework has been removed"));

		assertThat(this.effects).containsExactly(new ClearId(), new CloseSession(1), new Connect(2, 1, null));
		assertThat(this.state.frameworkId()).isNull();
	}

	@Test
	void aFrameworkThatIsRemovedWhileSubscribedTellsThatItsSessionHasEnded() {
		this.machine = new SubscriptionMachine(RemovedFrameworkPolicy.REGISTER_ANEW, 3);
		subscribedWith(ID);

		feed(new ErrorEvent(1, "Framework has been removed"));

		assertThat(this.effects).startsWith(new ClearId(), new CloseSession(1));
		assertThat(this.effects).last()
			.isInstanceOfSatisfying(BackOff.class, (backOff) -> assertThat(backOff.wasSubscribed()).isTrue());
		feed(new RetryDue(1));
		assertThat(this.effects).containsExactly(new Connect(2, 1, null));
	}

	@Test
	void theRemedyForARemovedFrameworkNamesAPolicyThatExists() {
		connecting(ID);

		feed(new ErrorEvent(1, "Framework has been removed"));

		Matcher policy = Pattern.compile("'([a-z-]+)'").matcher(terminated(MesosFailed.class).remedy());
		assertThat(policy.find()).isTrue();
		assertThat(RemovedFrameworkPolicy.valueOf(policy.group(1).toUpperCase(Locale.ROOT).replace('-', '_')))
			.isEqualTo(RemovedFrameworkPolicy.REGISTER_ANEW);
	}

	@ParameterizedTest
	@CsvSource({ "200, <html>login</html>", "200, ok", "302, ''", "301, moved", "405, no", "406, no", "415, no",
			"501, no", "400, <html>", "401, <html>", "403, <html>denied</html>" })
	void anOddAnswerDoesNotEndAFrameworkThatWasSubscribedBefore(int status, String body) {
		subscribedWith(ID);
		feed(new Lost(1, "gone", true));
		feed(new RetryDue(1));

		feed(new Refused(2, status, body, null, "MESSAGE"));

		assertThat(this.state.phase()).isEqualTo(Phase.WAITING);
		assertThat(this.effects).containsExactly(new CloseSession(2), new BackOff(2, 1, "MESSAGE", false));
	}

	@ParameterizedTest
	@CsvSource({ "400, REFUSED", "401, UNAUTHENTICATED", "403, UNAUTHORIZED" })
	void whatTheMasterItselfRefusesForGoodIsFinal(int status, Kind kind) {
		connecting(ID);

		feed(new Refused(1, status, "no", null, "MESSAGE"));

		assertThat(terminated(MesosFailed.class).kind()).isEqualTo(kind);
	}

	@Test
	void aTeardownEndsTheRunAndForgetsTheId() {
		subscribedWith(ID);

		feed(new TeardownSent(1));
		feed(new TeardownAnswered(1, true));

		assertThat(this.effects).containsExactly(new ClearId(), new CloseSession(1),
				new Terminate(new MesosTornDown(ID, 1)));
		assertThat(this.state.frameworkId()).isNull();
	}

	@Test
	void aTeardownWhoseStreamEndsBeforeItsAnswerIsStillATeardown() {
		subscribedWith(ID);

		feed(new TeardownSent(1));
		feed(new Lost(1, "end of stream", false));
		feed(new TeardownAnswered(1, true));

		assertThat(terminated(MesosTornDown.class).frameworkId()).isEqualTo(ID);
	}

	@Test
	void aTeardownWhoseAnswerIsLostIsSeenAtTheNextSubscription() {
		subscribedWith(ID);

		feed(new TeardownSent(1));
		feed(new Lost(1, "connection broke", false));
		feed(new RetryDue(1));
		feed(new ErrorEvent(2, "Framework has been removed"));

		assertThat(terminated(MesosTornDown.class).frameworkId()).isEqualTo(ID);
	}

	@Test
	void aRefusedTeardownLeavesTheSessionAlone() {
		subscribedWith(ID);

		feed(new TeardownSent(1));
		feed(new TeardownAnswered(1, false));

		assertThat(this.effects).isEmpty();
		assertThat(this.state.phase()).isEqualTo(Phase.SUBSCRIBED);
	}

	@ParameterizedTest
	@EnumSource(Phase.class)
	void aStopEndsEveryPhaseThatIsNotOverYet(Phase phase) {
		this.state = new SubscriptionState(phase, 7, ID, 2, 0, false);

		feed(new Stop());

		if (phase.isTerminal()) {
			assertThat(this.effects).isEmpty();
			assertThat(this.state.phase()).isEqualTo(phase);
		}
		else {
			assertThat(this.state.phase()).isEqualTo(Phase.STOPPED);
			assertThat(this.effects).last().isEqualTo(new Terminate(new MesosStopped(7)));
			assertThat(this.effects.contains(new CloseSession(7))).isEqualTo(phase.hasSession());
		}
	}

	@ParameterizedTest
	@EnumSource(Phase.class)
	void aStartIsHeededOnlyWhenTheLastRunIsOver(Phase phase) {
		this.state = new SubscriptionState(phase, 7, ID, 2, 1, true);

		feed(new Start());

		if (phase.isTerminal()) {
			assertThat(this.state).isEqualTo(new SubscriptionState(Phase.LOADING, 7, null, 0, 0, false));
		}
		else {
			assertThat(this.effects).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(Phase.class)
	void whateverComesFromADeadSessionChangesNothing(Phase phase) {
		SubscriptionState before = new SubscriptionState(phase, 7, ID, 2, 1, false);
		List<SubscriptionInput> dead = List.of(new Lost(6, "x", true), new ErrorEvent(6, "Framework failed over"),
				subscribed(6), new IdSaved(subscribed(6), true), new IdSaveFailed(6, "x"),
				new Refused(6, 401, "x", null, "MESSAGE"), new RetryDue(6), new TeardownSent(6),
				new TeardownAnswered(6, true));

		for (SubscriptionInput input : dead) {
			this.state = before;
			feed(input);
			assertThat(this.state).as(input.toString()).isEqualTo(before);
			assertThat(this.effects).as(input.toString()).isEmpty();
		}
	}

	private void connecting(@Nullable FrameworkID id) {
		feed(new Start());
		feed(new IdLoaded(id));
		feed(new RetryDue(0));
	}

	private void subscribedWith(@Nullable FrameworkID id) {
		connecting(id);
		feed(subscribed(1));
		feed(new IdSaved(subscribed(1), true));
	}

	private static Subscribed subscribed(long epoch) {
		return new Subscribed(epoch, ID, null, Duration.ofSeconds(15));
	}

	private <T extends MesosLifecycleEvent> T terminated(Class<T> type) {
		assertThat(this.effects).last().isInstanceOf(Terminate.class);
		MesosLifecycleEvent event = ((Terminate) this.effects.get(this.effects.size() - 1)).event();
		assertThat(event).isInstanceOf(type);
		return type.cast(event);
	}

	private void feed(SubscriptionInput input) {
		SubscriptionMachine.Transition transition = this.machine.apply(this.state, input);
		this.state = transition.state();
		this.effects = transition.effects();
	}

}
