package io.mesosframework.scheduler;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.CallResult;
import io.mesosframework.model.FrameworkInfos;
import io.mesosframework.model.Ids;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.scheduler.event.MesosSubscribed;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A driver in front of a fake master, with short waits.
 */
final class DriverFixture implements AutoCloseable {

	final FakeMaster master = new FakeMaster();

	final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	final EventLog log = new EventLog();

	final SchedulerConfiguration.Builder configuration = SchedulerConfiguration.builder()
		.master(this.master.url())
		.frameworkInfo(FrameworkInfos.named("test").roles("web", "db").build())
		.backOff(Duration.ofMillis(5), Duration.ofMillis(40))
		.meterRegistry(this.meters);

	private @Nullable SchedulerDriver driver;

	DriverFixture() throws IOException {
	}

	SchedulerDriver start(SchedulerListener... listeners) {
		SchedulerDriver started = new SchedulerDriver(this.configuration.build());
		this.driver = started;
		List.of(listeners).forEach(started::addListener);
		started.addListener(this.log);
		started.start();
		return started;
	}

	SchedulerDriver startSubscribed(SchedulerListener... listeners) {
		SchedulerDriver started = start(listeners);
		awaitState(SchedulerState.SUBSCRIBED);
		awaitEvents(Event.Type.SUBSCRIBED, 1);
		return started;
	}

	private SchedulerDriver driver() {
		return Objects.requireNonNull(this.driver, "not started");
	}

	MesosScheduler scheduler() {
		return driver().scheduler();
	}

	void awaitState(SchedulerState state) {
		await(() -> assertThat(scheduler().state()).isEqualTo(state));
	}

	void awaitSubscriptions(int count) {
		await(() -> assertThat(this.log.lifecycle(MesosSubscribed.class)).hasSize(count));
	}

	void awaitEvents(Event.Type type, int count) {
		await(() -> assertThat(this.log.events(type)).hasSize(count));
	}

	/**
	 * Wait for something that the event loop does, and then until it has done all that
	 * belongs to it: it tells one listener after the other, and counts after that.
	 */
	void await(ThrowingRunnable assertion) {
		Awaitility.await().untilAsserted(assertion);
		CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
		try {
			scheduler().execute(() -> done.complete(null));
		}
		catch (RejectedExecutionException ex) {
			return;
		}
		CompletableFuture.anyOf(done, driver().termination().toCompletableFuture())
			.orTimeout(60, TimeUnit.SECONDS)
			.join();
	}

	MesosLifecycleEvent awaitEnd() throws Exception {
		return driver().termination().toCompletableFuture().get(60, TimeUnit.SECONDS);
	}

	static CallResult answer(CompletionStage<CallResult> stage) throws Exception {
		return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
	}

	static Event offers(String... ids) {
		Event.Offers.Builder offers = Event.Offers.newBuilder();
		for (String id : ids) {
			offers.addOffers(Offer.newBuilder()
				.setId(Ids.offer(id))
				.setFrameworkId(FakeMaster.ID)
				.setAgentId(AgentID.newBuilder().setValue("a"))
				.setHostname("h"));
		}
		return Event.newBuilder().setType(Event.Type.OFFERS).setOffers(offers).build();
	}

	static Event message(int number) {
		return Event.newBuilder()
			.setType(Event.Type.MESSAGE)
			.setMessage(Event.Message.newBuilder()
				.setAgentId(Ids.agent("a"))
				.setExecutorId(Ids.executor("e"))
				.setData(com.google.protobuf.ByteString.copyFromUtf8(Integer.toString(number))))
			.build();
	}

	@Override
	public void close() {
		if (this.driver != null) {
			this.driver.close();
		}
		this.master.close();
	}

}
