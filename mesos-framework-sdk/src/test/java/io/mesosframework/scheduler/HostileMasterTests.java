package io.mesosframework.scheduler;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.mesosframework.model.Ids;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a scheduler does with events that no Mesos master sends.
 */
class HostileMasterTests {

	private final DriverFixture fixture = new DriverFixture();

	private final FakeMaster master = this.fixture.master;

	private final EventLog log = this.fixture.log;

	HostileMasterTests() throws IOException {
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void aSubscribedEventWithoutItsBodyIsSkippedAndTheNextAttemptStartsClean() throws Exception {
		FrameworkIdStore store = FrameworkIdStore.inMemory();
		this.fixture.configuration.frameworkIdStore(store);
		Event bare = Event.newBuilder().setType(Event.Type.SUBSCRIBED).build();
		Event noId = Event.newBuilder()
			.setType(Event.Type.SUBSCRIBED)
			.setSubscribed(Event.Subscribed.newBuilder().setFrameworkId(FrameworkID.newBuilder().setValue("")))
			.build();
		this.master.next((stream) -> stream.send(bare).send(noId).end());

		this.fixture.startSubscribed();

		assertThat(this.master.subscribes()).hasSize(2).noneMatch(Call::hasFrameworkId);
		assertThat(this.fixture.scheduler().counters().unknownEvents()).isEqualTo(2);
		assertThat(store.load().toCompletableFuture().get(60, TimeUnit.SECONDS)).isEqualTo(FakeMaster.ID);
	}

	@ParameterizedTest
	@ValueSource(doubles = { Double.NaN, Double.POSITIVE_INFINITY, -1, 0, 1e308, 1e-300 })
	void anAbsurdHeartbeatIntervalDoesNoHarm(double seconds) {
		this.master.next((stream) -> stream.subscribed(seconds));

		this.fixture.startSubscribed();
		this.master.stream().send(DriverFixture.message(1));

		this.fixture.awaitEvents(Event.Type.MESSAGE, 1);
		assertThat(this.master.subscribes()).hasSize(1);
	}

	@Test
	void eventsWithoutTheirBodiesAreSkippedAndCounted() {
		this.fixture.startSubscribed();
		List<Event.Type> types = Arrays.stream(Event.Type.values())
			.filter((type) -> type != Event.Type.UNKNOWN && type != Event.Type.HEARTBEAT)
			.toList();

		types.forEach((type) -> this.master.stream().send(Event.newBuilder().setType(type).build()));
		this.master.stream().send(DriverFixture.message(1));

		this.fixture.awaitEvents(Event.Type.MESSAGE, 1);
		assertThat(this.fixture.scheduler().counters().unknownEvents()).isEqualTo(types.size());
		assertThat(this.fixture.scheduler().state()).isEqualTo(SchedulerState.SUBSCRIBED);
	}

	@Test
	void aMalformedOfferIsDeclinedAndTheOthersAreDelivered() {
		this.fixture.startSubscribed();
		Event.Builder event = DriverFixture.offers("good", "bad").toBuilder();
		event.getOffersBuilder()
			.getOffersBuilder(1)
			.addResources(Resource.newBuilder()
				.setName("cpus")
				.setType(Value.Type.SCALAR)
				.setScalar(Value.Scalar.newBuilder().setValue(Double.NaN)));

		this.master.stream().send(event.build());

		this.fixture
			.await(() -> assertThat(this.master.calls()).filteredOn((call) -> call.getType() == Call.Type.DECLINE)
				.flatExtracting((call) -> call.getDecline().getOfferIdsList())
				.containsExactlyInAnyOrder(Ids.offer("good"), Ids.offer("bad")));
		assertThat(this.log.events(Event.Type.OFFERS)).singleElement()
			.satisfies((seen) -> assertThat(seen.offers()).extracting(Offer::getId).containsExactly(Ids.offer("good")));
		assertThat(
				this.fixture.meters.get("mesos.scheduler.offers").tag("outcome", "malformed").functionCounter().count())
			.isOne();
	}

}
