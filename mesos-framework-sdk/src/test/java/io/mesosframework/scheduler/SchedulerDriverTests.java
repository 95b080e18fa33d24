package io.mesosframework.scheduler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.mesosframework.client.CallOutcome;
import io.mesosframework.client.CallResult;
import io.mesosframework.model.FrameworkInfos;
import io.mesosframework.model.OfferConstraints;
import io.mesosframework.scheduler.FakeMaster.Answer;
import io.mesosframework.scheduler.event.MesosDisconnected;
import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.scheduler.event.MesosFailed;
import io.mesosframework.scheduler.event.MesosFailedOver;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.scheduler.event.MesosStopped;
import io.mesosframework.scheduler.event.MesosSubscribed;
import io.mesosframework.scheduler.event.MesosTornDown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@Timeout(120)
class SchedulerDriverTests {

	private final DriverFixture fixture = new DriverFixture();

	private final FakeMaster master = this.fixture.master;

	private final EventLog log = this.fixture.log;

	SchedulerDriverTests() throws IOException {
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void theIdIsDurableBeforeAnyCallIsSentOrAnyEventIsHandled() throws Exception {
		CompletableFuture<@Nullable Void> saved = new CompletableFuture<>();
		AtomicReference<FrameworkID> id = new AtomicReference<>();
		this.fixture.configuration.frameworkIdStore(new FrameworkIdStore() {

			@Override
			public CompletionStage<@Nullable FrameworkID> load() {
				return CompletableFuture.completedStage(null);
			}

			@Override
			public CompletionStage<@Nullable Void> save(FrameworkID frameworkId) {
				id.set(frameworkId);
				return saved;
			}

			@Override
			public CompletionStage<@Nullable Void> clear() {
				return CompletableFuture.completedStage(null);
			}

		});
		this.master.next((stream) -> stream.subscribed(15).send(DriverFixture.offers("o1")));

		this.fixture.start();
		this.fixture.await(() -> assertThat(id).hasValue(FakeMaster.ID));
		assertThat(this.fixture.scheduler().revive()).isCompletedExceptionally();
		assertThat(this.log.names()).containsExactly("MesosConnecting");

		saved.complete(null);
		this.fixture.awaitEvents(Event.Type.OFFERS, 1);
		assertThat(this.log.names()).containsExactly("MesosConnecting", "MesosSubscribed", "SUBSCRIBED", "OFFERS");
		assertThat(this.master.subscribes().get(0).hasFrameworkId()).isFalse();
		assertThat(DriverFixture.answer(this.fixture.scheduler().revive()).outcome()).isEqualTo(CallOutcome.ACCEPTED);
	}

	@Test
	void callsCarryTheFrameworkIdAndReachTheMasterInOrder() throws Exception {
		this.fixture.startSubscribed();
		MesosScheduler scheduler = this.fixture.scheduler();

		List<CompletionStage<CallResult>> answers = new ArrayList<>();
		for (int i = 0; i < 500; i++) {
			answers.add(scheduler.revive((i % 2 == 0) ? "web" : "db"));
		}
		for (CompletionStage<CallResult> answer : answers) {
			assertThat(DriverFixture.answer(answer).outcome()).isEqualTo(CallOutcome.ACCEPTED);
		}

		assertThat(this.master.calls()).hasSize(500)
			.allSatisfy((call) -> assertThat(call.getFrameworkId()).isEqualTo(FakeMaster.ID));
		assertThat(this.master.calls().get(7).getRevive().getRolesList()).containsExactly("db");
		assertThat(scheduler.counters().calls()).containsEntry(Call.Type.REVIVE, 500L);
	}

	@Test
	void aSubscriptionIsNoCall() {
		this.fixture.startSubscribed();

		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.fixture.scheduler().call(Call.newBuilder().setType(Call.Type.SUBSCRIBE).build()));
		assertThatIllegalArgumentException().isThrownBy(() -> this.fixture.scheduler().call(Call.getDefaultInstance()));
	}

	@Test
	void anEndOfStreamSubscribesAgainWithTheSameIdAndAllThatWasSaid() throws Exception {
		var constraints = OfferConstraints.create().role("web", OfferConstraints.hostname().exists()).build();
		this.fixture.configuration.suppressedRoles(List.of("db")).offerConstraints(constraints);
		this.fixture.startSubscribed();
		DriverFixture.answer(this.fixture.scheduler().suppress("web"));
		DriverFixture.answer(this.fixture.scheduler().revive("db"));

		this.master.stream().end();
		this.fixture.awaitSubscriptions(2);

		Call again = this.master.subscribes().get(1);
		assertThat(again.getFrameworkId()).isEqualTo(FakeMaster.ID);
		assertThat(again.getSubscribe().getFrameworkInfo().getId()).isEqualTo(FakeMaster.ID);
		assertThat(again.getSubscribe().getSuppressedRolesList()).containsExactly("web");
		assertThat(again.getSubscribe().getOfferConstraints()).isEqualTo(constraints);
		assertThat(this.log.names()).containsSubsequence("MesosConnecting", "MesosSubscribed", "SUBSCRIBED",
				"MesosDisconnected", "MesosConnecting", "MesosSubscribed", "SUBSCRIBED");
		assertThat(this.log.lifecycle(MesosSubscribed.class)).extracting(MesosSubscribed::reregistered)
			.containsExactly(false, true);
		assertThat(this.fixture.scheduler().counters().subscriptions()).isEqualTo(2);
	}

	@Test
	void anAgreedUpdateOfTheFrameworkIsSaidAgain() throws Exception {
		this.fixture.startSubscribed();
		var changed = FrameworkInfos.named("test").roles("ml").build();
		this.master.answer((call) -> new Answer(400, "no"));
		assertThat(DriverFixture.answer(this.fixture.scheduler().updateFramework(changed, List.of(), null)).outcome())
			.isEqualTo(CallOutcome.BAD_CALL);
		assertThat(this.fixture.scheduler().frameworkInfo().getRolesList()).containsExactly("web", "db");
		this.master.answer((call) -> new Answer(200, ""));
		assertThat(
				DriverFixture.answer(this.fixture.scheduler().updateFramework(changed, List.of("ml"), null)).outcome())
			.isEqualTo(CallOutcome.OK);
		assertThat(this.master.calls().get(1).getUpdateFramework().getFrameworkInfo().getId()).isEqualTo(FakeMaster.ID);

		this.master.stream().end();
		this.fixture.awaitSubscriptions(2);

		Call.Subscribe again = this.master.subscribes().get(1).getSubscribe();
		assertThat(again.getFrameworkInfo().getRolesList()).containsExactly("ml");
		assertThat(again.getSuppressedRolesList()).containsExactly("ml");
	}

	@ParameterizedTest
	@CsvSource({ "400, Framework cannot be found", "400, 'The stream ID x included in this request did not match'",
			"400, All non-subscribe calls should include the 'Mesos-Stream-Id' header",
			"403, Framework is not subscribed", "307, ''", "503, No leader elected", "404, 404 Not Found." })
	void anAnswerWhichSaysThatTheSessionIsLostSubscribesOnceMore(int status, String body) throws Exception {
		this.fixture.startSubscribed();
		this.master.answer((call) -> new Answer(status, body));

		List<CompletionStage<CallResult>> answers = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			answers.add(this.fixture.scheduler().revive());
		}
		assertThat(DriverFixture.answer(answers.get(0)).sessionLost()).isTrue();
		this.fixture.awaitSubscriptions(2);

		this.master.answer((call) -> new Answer(202, ""));
		assertThat(DriverFixture.answer(this.fixture.scheduler().revive()).outcome()).isEqualTo(CallOutcome.ACCEPTED);
		assertThat(this.master.subscribes()).hasSize(2);
	}

	@Test
	void aWrongCallLeavesTheSessionAlone() throws Exception {
		this.fixture.startSubscribed();
		this.master.answer((call) -> new Answer(400, "Failed to validate scheduler::Call: Not a valid UUID"));

		CallResult result = DriverFixture.answer(this.fixture.scheduler().revive());

		assertThat(result.outcome()).isEqualTo(CallOutcome.BAD_CALL);
		assertThat(result.body()).contains("Not a valid UUID");
		assertThat(this.fixture.scheduler().state()).isEqualTo(SchedulerState.SUBSCRIBED);
		assertThat(this.fixture.scheduler().counters().failedCalls()).isEqualTo(1);
	}

	@Test
	void missedHeartbeatsSubscribeAgain() {
		this.master.next((stream) -> stream.subscribed(0.02));

		this.fixture.start();
		this.fixture.awaitSubscriptions(2);

		assertThat(this.log.lifecycle(MesosDisconnected.class)).singleElement()
			.satisfies((event) -> assertThat(event.reason()).contains("heartbeat"));
	}

	@Test
	void aStreamThatIsNoRecordIoSubscribesAgain() {
		this.master.next((stream) -> stream.subscribed(15).raw("not a length\n".getBytes(StandardCharsets.US_ASCII)));

		this.fixture.start();

		this.fixture.await(() -> assertThat(this.master.subscribes()).hasSize(2));
		this.fixture.awaitState(SchedulerState.SUBSCRIBED);
	}

	@Test
	void aMasterThatSaysNothingIsLeftForTheNextOne() throws Exception {
		try (FakeMaster silent = new FakeMaster()) {
			silent.always((stream) -> {
			});
			ManualTimers timers = new ManualTimers();
			this.fixture.configuration.master(silent.url() + "," + this.master.url())
				.subscribeTimeout(Duration.ofHours(1))
				.timers(() -> timers);
			this.fixture.start();
			this.fixture.await(() -> {
				// over the wait before an attempt
				timers.advance(Duration.ofSeconds(1));
				assertThat(silent.subscribes()).hasSize(1);
			});

			timers.advance(Duration.ofHours(1));

			this.fixture.await(() -> {
				timers.advance(Duration.ofSeconds(1));
				assertThat(this.log.events(Event.Type.SUBSCRIBED)).hasSize(1);
			});
			assertThat(silent.subscribes()).hasSize(1);
			assertThat(this.log.lifecycle(MesosDisconnected.class)).singleElement()
				.satisfies((event) -> assertThat(event.reason()).contains("did not answer the subscription"));
		}
	}

	@Test
	void aRedirectLeadsToTheLeader() throws Exception {
		try (FakeMaster follower = new FakeMaster()) {
			follower.always((stream) -> stream.refuse(307, "", "Location",
					"//127.0.0.1:" + this.master.port() + "/master/api/v1/scheduler"));
			this.fixture.configuration.master(follower.url());

			this.fixture.startSubscribed();

			assertThat(follower.subscribes()).hasSize(1);
			assertThat(this.log.lifecycle(MesosDisconnected.class)).isEmpty();
		}
	}

	@Test
	void aMasterThatIsNotReadyIsTriedAgain() {
		this.master.next((stream) -> stream.refuse(503, "Master has not finished recovery"))
			.next((stream) -> stream.refuse(404, "404 Not Found."))
			.next((stream) -> stream.error("Authorization failure: down").end());

		this.fixture.startSubscribed();

		assertThat(this.master.subscribes()).hasSize(4);
		assertThat(this.log.lifecycle(MesosDisconnected.class)).hasSize(3).noneMatch(MesosDisconnected::wasSubscribed);
		assertThat(this.fixture.scheduler().counters().reconnects()).isEqualTo(3);
	}

	@ParameterizedTest
	@CsvSource({ "401, UNAUTHENTICATED", "403, UNAUTHORIZED", "400, REFUSED", "405, NOT_A_MASTER" })
	void aRefusalThatCannotPassEndsTheRun(int status, MesosFailed.Kind kind) throws Exception {
		this.master.next((stream) -> stream.refuse(status, "no"));

		this.fixture.start();

		assertThat(this.fixture.awaitEnd()).isInstanceOfSatisfying(MesosFailed.class,
				(failed) -> assertThat(failed.kind()).isEqualTo(kind));
		assertThat(this.fixture.scheduler().state()).isEqualTo(SchedulerState.FAILED);
		assertThat(this.log.lifecycle(MesosFailed.class)).hasSize(1);
	}

	@Test
	void anErrorIsHandedToTheListenersAndEndsTheRun() throws Exception {
		this.master.next((stream) -> stream.error("Roles { x } are not present in the master's --roles").end());

		this.fixture.start();

		assertThat(this.fixture.awaitEnd()).isInstanceOfSatisfying(MesosFailed.class,
				(failed) -> assertThat(failed.kind()).isEqualTo(MesosFailed.Kind.INVALID_ROLE));
		assertThat(this.log.names()).containsExactly("MesosConnecting", "ERROR", "MesosFailed");
	}

	@Test
	void whoeverIsFailedOverStopsForGood() throws Exception {
		this.fixture.startSubscribed();

		this.master.stream().error("Framework failed over").end();

		assertThat(this.fixture.awaitEnd()).isInstanceOf(MesosFailedOver.class);
		assertThat(this.fixture.scheduler().state()).isEqualTo(SchedulerState.FAILED_OVER);
		assertThat(this.master.subscribes()).hasSize(1);
		assertThat(this.fixture.scheduler().revive()).isCompletedExceptionally();
	}

	@Test
	void aRemovedFrameworkEndsTheRunOrBeginsAnew() throws Exception {
		FrameworkIdStore store = FrameworkIdStore.inMemory();
		store.save(FrameworkID.newBuilder().setValue("dead").build());
		this.fixture.configuration.frameworkIdStore(store);
		this.master.next((stream) -> stream.error("Framework has been removed").end());
		this.fixture.start();
		assertThat(this.fixture.awaitEnd()).isInstanceOf(MesosFailed.class);
		assertThat(this.master.subscribes().get(0).getFrameworkId().getValue()).isEqualTo("dead");

		this.fixture.configuration.removedFrameworkPolicy(RemovedFrameworkPolicy.REGISTER_ANEW);
		this.master.next((stream) -> stream.error("Framework has been removed").end());
		this.fixture.startSubscribed();

		assertThat(this.master.subscribes().get(2).hasFrameworkId()).isFalse();
		assertThat(store.load().toCompletableFuture().get(60, TimeUnit.SECONDS)).isEqualTo(FakeMaster.ID);
	}

	@Test
	void whatIsNotUnderstoodIsSkippedAndCounted() {
		this.fixture.startSubscribed();

		// An enum value of a later Mesos, then a record which is no message at all.
		this.master.stream()
			.raw(new byte[] { '2', '\n', 0x08, 0x63 })
			.raw(new byte[] { '2', '\n', (byte) 0xff, (byte) 0xff })
			.send(DriverFixture.message(1));

		this.fixture.awaitEvents(Event.Type.MESSAGE, 1);
		assertThat(this.fixture.scheduler().counters().unknownEvents()).isEqualTo(2);
		assertThat(this.fixture.scheduler().state()).isEqualTo(SchedulerState.SUBSCRIBED);
	}

	@Test
	void aFailingListenerHarmsNoOne() {
		List<String> failures = new ArrayList<>();
		this.fixture.configuration.errorHandler((failure, source) -> {
			failures.add(source + ": " + failure.getMessage());
			throw new IllegalStateException("the handler fails as well");
		});
		SchedulerListener failing = new SchedulerListener() {

			@Override
			public void onEvent(MesosEvent event, MesosScheduler scheduler) {
				throw new IllegalStateException("boom");
			}

			@Override
			public void onLifecycle(MesosLifecycleEvent event, MesosScheduler scheduler) {
				throw new LinkageError("bang");
			}

		};

		this.fixture.startSubscribed(failing);
		this.master.stream().send(DriverFixture.message(1));

		this.fixture.awaitEvents(Event.Type.MESSAGE, 1);
		assertThat(failures).containsExactly("MesosConnecting: bang", "MesosSubscribed: bang", "SUBSCRIBED: boom",
				"MESSAGE: boom");
		assertThat(this.fixture.scheduler().counters().handlerErrors()).isEqualTo(4);
	}

	@Test
	void offersWhichNoOneAnswersAreDeclinedOnce() {
		SchedulerListener listener = (event, scheduler) -> {
			if (event.type() == Event.Type.OFFERS) {
				scheduler.accept(event.offers().get(0));
				ClaimedOffer claimed = scheduler.offers().claim(event.offers().get(1).getId());
				assertThat(claimed).isNotNull();
			}
		};
		this.fixture.startSubscribed(listener);

		this.master.stream().send(DriverFixture.offers("accepted", "claimed", "o3", "o4"));

		this.fixture.await(() -> assertThat(this.master.calls(Call.Type.DECLINE)).hasSize(1));
		assertThat(this.master.calls(Call.Type.DECLINE).get(0).getDecline().getOfferIdsList())
			.extracting((id) -> id.getValue())
			.containsExactly("o3", "o4");
		assertThat(this.fixture.scheduler().counters().declinedUnanswered()).isEqualTo(2);
		assertThat(this.fixture.scheduler().offers().outstanding()).isEqualTo(1);
	}

	@Test
	void offersAreKeptIfNoOneIsToDeclineThem() {
		this.fixture.configuration.declineUnanswered(false, null);
		this.fixture.startSubscribed();

		this.master.stream()
			.send(DriverFixture.offers("o1", "o2"))
			.send(Event.newBuilder()
				.setType(Event.Type.RESCIND)
				.setRescind(Event.Rescind.newBuilder()
					.setOfferId(DriverFixture.offers("o1").getOffers().getOffers(0).getId()))
				.build());
		this.fixture.awaitEvents(Event.Type.RESCIND, 1);

		assertThat(this.fixture.scheduler().offers().open()).extracting((offer) -> offer.getId().getValue())
			.containsExactly("o2");
		assertThat(this.master.calls()).isEmpty();
	}

	@Test
	void aCallOfADeadSessionIsNotSent() {
		AtomicReference<ClaimedOffer> reply = new AtomicReference<>();
		this.fixture.startSubscribed((event, scheduler) -> event.offers()
			.forEach((offer) -> reply.set(scheduler.offers().claim(offer.getId()))));
		this.master.stream().send(DriverFixture.offers("o1"));
		this.fixture.awaitEvents(Event.Type.OFFERS, 1);
		long epoch = this.fixture.scheduler().epoch();

		this.master.stream().end();
		this.fixture.awaitSubscriptions(2);

		assertThat(this.fixture.scheduler().call(Calls.revive(List.of()), epoch)).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withCauseInstanceOf(NotSubscribedException.class)
			.withMessageContaining("its session has ended");
		assertThat(reply.get().decline(null)).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withCauseInstanceOf(OfferGoneException.class);
		assertThat(this.master.calls()).isEmpty();
	}

	@Test
	void aFullQueueStopsReadingAndNothingIsLost() throws Exception {
		CountDownLatch gate = new CountDownLatch(1);
		this.fixture.configuration.queueCapacity(16);
		this.fixture.startSubscribed((event, scheduler) -> {
			if (event.type() == Event.Type.MESSAGE) {
				await(gate);
			}
		});
		FakeMaster.Stream stream = this.master.stream();
		int count = 20_000;
		Thread sender = new Thread(() -> {
			for (int i = 0; i < count; i++) {
				stream.send(DriverFixture.message(i));
			}
		});
		sender.start();
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.fixture.scheduler().counters().queuePauses()).isPositive());
		assertThat(this.fixture.scheduler().counters().queueDepth()).isLessThan(count / 2);

		gate.countDown();
		sender.join();

		this.fixture.awaitEvents(Event.Type.MESSAGE, count);
		assertThat(this.log.events(Event.Type.MESSAGE))
			.extracting((event) -> event.event().getMessage().getData().toStringUtf8())
			.isEqualTo(java.util.stream.IntStream.range(0, count).mapToObj(Integer::toString).toList());
		assertThat(this.fixture.scheduler().counters().queueDepth()).isZero();
	}

	@Test
	void everythingRunsOnTheOneThread() throws Exception {
		List<String> threads = new ArrayList<>();
		SchedulerDriver driver = this.fixture
			.startSubscribed((event, scheduler) -> threads.add(Thread.currentThread().getName()));
		CompletableFuture<String> action = new CompletableFuture<>();

		driver.scheduler().execute(() -> action.complete(Thread.currentThread().getName()));

		assertThat(action.get(60, TimeUnit.SECONDS)).isEqualTo("mesos-scheduler-loop");
		assertThat(threads).containsExactly("mesos-scheduler-loop");
	}

	@Test
	void aStopHandlesWhatIsQueuedAndAStartResumesWithTheSameId() throws Exception {
		SchedulerDriver driver = this.fixture.startSubscribed();

		driver.stop(Duration.ofSeconds(60)).toCompletableFuture().get(60, TimeUnit.SECONDS);

		assertThat(driver.isRunning()).isFalse();
		assertThat(this.fixture.scheduler().state()).isEqualTo(SchedulerState.STOPPED);
		assertThat(this.log.names()).last().isEqualTo("MesosStopped");
		assertThat(this.master.calls()).isEmpty();
		assertThatExceptionOfType(RejectedExecutionException.class)
			.isThrownBy(() -> this.fixture.scheduler().execute(() -> {
			}));

		driver.start();
		this.fixture.awaitSubscriptions(2);
		assertThat(this.master.subscribes().get(1).getFrameworkId()).isEqualTo(FakeMaster.ID);
	}

	@Test
	void aStopDoesNotWaitLongerThanItIsTold() throws Exception {
		CountDownLatch never = new CountDownLatch(1);
		this.master.answer((call) -> {
			await(never);
			return new Answer(202, "");
		});
		SchedulerDriver driver = this.fixture.startSubscribed();
		driver.scheduler().revive();

		driver.stop(Duration.ofMillis(100)).toCompletableFuture().get(60, TimeUnit.SECONDS);

		never.countDown();
		assertThat(this.fixture.scheduler().state()).isEqualTo(SchedulerState.STOPPED);
	}

	@Test
	void aTeardownEndsTheFrameworkAndForgetsItsId() throws Exception {
		FrameworkIdStore store = FrameworkIdStore.inMemory();
		this.fixture.configuration.frameworkIdStore(store);
		SchedulerDriver driver = this.fixture.startSubscribed();

		driver.teardown(Duration.ofSeconds(60)).toCompletableFuture().get(60, TimeUnit.SECONDS);

		assertThat(this.fixture.awaitEnd()).isInstanceOf(MesosTornDown.class);
		assertThat(this.master.calls(Call.Type.TEARDOWN)).hasSize(1);
		assertThat(store.load().toCompletableFuture().get(60, TimeUnit.SECONDS)).isNull();
	}

	@Test
	void aStopTearsDownIfToldSo() throws Exception {
		this.fixture.configuration.teardownOnStop(true);
		SchedulerDriver driver = this.fixture.startSubscribed();

		driver.stop(Duration.ofSeconds(60)).toCompletableFuture().get(60, TimeUnit.SECONDS);

		assertThat(this.fixture.awaitEnd()).isInstanceOf(MesosTornDown.class);
		assertThat(this.master.calls(Call.Type.TEARDOWN)).hasSize(1);
	}

	@Test
	void aStopWhileNoMasterAnswersIsQuick() throws Exception {
		this.master.always((stream) -> stream.refuse(503, "No leader elected"));
		this.fixture.configuration.backOff(Duration.ofHours(1), Duration.ofHours(1));
		SchedulerDriver driver = this.fixture.start();
		Awaitility.await().until(() -> !this.log.lifecycle(MesosDisconnected.class).isEmpty());

		driver.stop(Duration.ofSeconds(30)).toCompletableFuture().get(60, TimeUnit.SECONDS);

		assertThat(this.fixture.awaitEnd()).isInstanceOf(MesosStopped.class);
	}

	@Test
	void aStoreThatThrowsIsTriedAgain() {
		AtomicReference<Integer> loads = new AtomicReference<>(0);
		FrameworkIdStore delegate = FrameworkIdStore.inMemory();
		this.fixture.configuration.frameworkIdStore(new FrameworkIdStore() {

			@Override
			public CompletionStage<@Nullable FrameworkID> load() {
				if (loads.updateAndGet((count) -> count + 1) < 3) {
					throw new IllegalStateException("not yet");
				}
				return delegate.load();
			}

			@Override
			public CompletionStage<@Nullable Void> save(FrameworkID frameworkId) {
				return delegate.save(frameworkId);
			}

			@Override
			public CompletionStage<@Nullable Void> clear() {
				return delegate.clear();
			}

		});

		this.fixture.startSubscribed();

		assertThat(loads).hasValue(3);
		assertThat(this.log.lifecycle(MesosDisconnected.class)).hasSize(2)
			.allSatisfy((event) -> assertThat(event.reason()).contains("not yet"));
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
