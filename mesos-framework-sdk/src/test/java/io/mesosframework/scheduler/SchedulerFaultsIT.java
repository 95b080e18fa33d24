package io.mesosframework.scheduler;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.mesosframework.client.CallOutcome;
import io.mesosframework.client.CallResult;
import io.mesosframework.embedded.ClusterFaults;
import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.embedded.fault.CallFault;
import io.mesosframework.model.Filters;
import io.mesosframework.model.FrameworkInfos;
import io.mesosframework.model.Operations;
import io.mesosframework.model.Tasks;
import io.mesosframework.scheduler.event.MesosDisconnected;
import io.mesosframework.scheduler.event.MesosFailed;
import io.mesosframework.scheduler.event.MesosFailedOver;
import io.mesosframework.scheduler.event.MesosSubscribed;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every fault of the way to the master ends in a new session, or in a clear end.
 */
@Timeout(240)
class SchedulerFaultsIT {

	private final EmbeddedMesosCluster cluster = EmbeddedMesosCluster.builder()
		.agents(1)
		.allocationInterval(Duration.ofMillis(50))
		.start();

	private final ClusterFaults faults = this.cluster.faults();

	private final EventLog log = new EventLog();

	/** Nothing is launched. */
	private volatile boolean idle;

	/** The session in which the last task was launched. */
	private final AtomicLong launchedIn = new AtomicLong(-1);

	private final SchedulerDriver driver = new SchedulerDriver(SchedulerConfiguration.builder()
		.master(this.cluster.masterUrls())
		.frameworkInfo(FrameworkInfos.named("faults").build())
		.backOff(Duration.ofMillis(5), Duration.ofMillis(100))
		.subscribeTimeout(Duration.ofSeconds(5))
		.declineUnanswered(true, Filters.none())
		.meterRegistry(new SimpleMeterRegistry())
		.build());

	private final MesosScheduler scheduler = this.driver.scheduler();

	SchedulerFaultsIT() {
		this.driver.addListener((event, target) -> {
			TaskStatus status = event.taskStatus();
			if (status != null) {
				target.acknowledge(status);
			}
			// once in each session: the launch may be lost with the one before
			event.offers()
				.stream()
				.filter((offer) -> !this.idle && this.launchedIn.getAndSet(event.epoch()) != event.epoch())
				.findFirst()
				.ifPresent((offer) -> target.accept(offer, Operations
					.launch(Tasks.named("t").on(offer).resources("cpus:0.1;mem:32").shell("exit 0").build())));
		});
		this.driver.addListener(this.log);
	}

	@AfterEach
	void close() {
		this.driver.close();
		this.cluster.close();
	}

	static Stream<Named<Consumer<CallFault>>> refusedSubscriptions() {
		return Stream.of(Named.of("503", CallFault::unavailable), Named.of("404", CallFault::notFound),
				Named.of("500", (fault) -> fault.answer(500, "")),
				Named.of("a web page", (fault) -> fault.answer(502, "<html><body>Bad gateway</body></html>")),
				Named.of("an ERROR that may pass", (fault) -> fault.refuse("Authorization failure: unavailable")),
				Named.of("the end of the stream", CallFault::endStream),
				Named.of("a stream without events", CallFault::silentStream),
				Named.of("a broken connection", CallFault::abort));
	}

	@ParameterizedTest
	@MethodSource("refusedSubscriptions")
	void aSubscriptionThatFailsTwiceSucceedsInTheEnd(Consumer<CallFault> fault) {
		fault.accept(this.faults.next(2, Call.Type.SUBSCRIBE));

		this.driver.start();

		awaitSubscriptions(1);
		assertThat(this.cluster.timeline().count(Call.Type.SUBSCRIBE)).isGreaterThanOrEqualTo(1);
		assertThat(this.log.lifecycle(MesosDisconnected.class)).hasSize(2);
		awaitTaskFinished();
	}

	static List<String> subscriptionErrors() {
		return ClusterFaults.subscriptionErrors()
			.stream()
			.filter((error) -> !error.startsWith("Authorization failure"))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("subscriptionErrors")
	void aRefusalOfMesosEndsTheRunWithARemedy(String error) throws Exception {
		this.faults.next(Call.Type.SUBSCRIBE).refuse(error);

		this.driver.start();

		assertThat(this.driver.termination().toCompletableFuture().get(60, TimeUnit.SECONDS))
			.isInstanceOfSatisfying(MesosFailed.class, (failed) -> {
				assertThat(failed.reason()).isEqualTo(error);
				assertThat(failed.kind()).isNotEqualTo(MesosFailed.Kind.REFUSED);
				assertThat(failed.remedy()).isNotBlank();
			});
	}

	static Stream<Named<Consumer<ClusterFaults>>> lostStreams() {
		return Stream.of(Named.of("end", (faults) -> faults.streams().end()),
				Named.of("abort", (faults) -> faults.streams().abort()),
				Named.of("break within a record", (faults) -> faults.streams().breakMidRecord()),
				Named.of("garbage", (faults) -> faults.streams().garbage()),
				Named.of("an absurd length", (faults) -> faults.streams().absurdLength()),
				Named.of("failover", ClusterFaults::failover));
	}

	@ParameterizedTest
	@MethodSource("lostStreams")
	void aLostStreamIsSubscribedAgainWithTheSameId(Consumer<ClusterFaults> fault) {
		this.driver.start();
		awaitSubscriptions(1);

		fault.accept(this.faults);

		awaitSubscriptions(2);
		assertThat(this.log.lifecycle(MesosSubscribed.class).get(1).reregistered()).isTrue();
		awaitTaskFinished();
	}

	@Test
	void aStreamInSingleBytesIsUnderstood() {
		this.faults.http((http) -> http.chunkSize(1));

		this.driver.start();

		awaitSubscriptions(1);
		awaitTaskFinished();
		assertThat(this.log.lifecycle(MesosDisconnected.class)).isEmpty();
	}

	@Test
	void whatNoOneUnderstandsIsSkipped() {
		this.driver.start();
		awaitSubscriptions(1);

		this.faults.streams().unknownEvent();
		this.faults.streams().unparsableEvent();

		Awaitility.await().untilAsserted(() -> assertThat(this.scheduler.counters().unknownEvents()).isEqualTo(2));
		awaitTaskFinished();
		assertThat(this.log.lifecycle(MesosDisconnected.class)).isEmpty();
	}

	@Test
	void anUpdateThatComesTwiceIsAcknowledgedTwice() {
		this.faults.nextEvents(1, Event.Type.UPDATE).duplicate();

		this.driver.start();

		awaitTaskFinished();
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.cluster.timeline().count(Call.Type.ACKNOWLEDGE)).isEqualTo(4));
	}

	@Test
	void aCallWhoseAnswerIsLostIsUnknownAndNeverSentAgain() throws Exception {
		this.idle = true;
		this.driver.start();
		awaitSubscriptions(1);
		this.faults.next(Call.Type.REVIVE).loseAnswer();

		CompletionStage<CallResult> answer = this.scheduler.revive();

		assertThat(answer.toCompletableFuture().get(60, TimeUnit.SECONDS).outcome()).isEqualTo(CallOutcome.UNKNOWN);
		awaitSubscriptions(2);
		assertThat(this.cluster.timeline().count(Call.Type.REVIVE)).isEqualTo(1);
	}

	@Test
	void whoeverIsEvictedStops() throws Exception {
		this.driver.start();
		awaitSubscriptions(1);

		this.faults.evict(this.log.lifecycle(MesosSubscribed.class).get(0).frameworkId().getValue());

		assertThat(this.driver.termination().toCompletableFuture().get(60, TimeUnit.SECONDS))
			.isInstanceOf(MesosFailedOver.class);
	}

	@Test
	void aVeryLargeEventArrives() {
		this.driver.start();
		awaitSubscriptions(1);

		this.faults.nextEvents(1, Event.Type.OFFERS).inflate(20_000_000);

		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(this.log.events(Event.Type.OFFERS))
				.anyMatch((event) -> event.event().getSerializedSize() >= 20_000_000));
		awaitTaskFinished();
		assertThat(this.log.lifecycle(MesosDisconnected.class)).isEmpty();
	}

	private void awaitSubscriptions(int count) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(
					() -> assertThat(this.log.lifecycle(MesosSubscribed.class)).hasSizeGreaterThanOrEqualTo(count));
	}

	private void awaitTaskFinished() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(this.log.events(Event.Type.UPDATE))
				.anyMatch((event) -> event.event().getUpdate().getStatus().getState() == TaskState.TASK_FINISHED));
	}

}
