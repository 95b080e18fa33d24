package io.mesosframework.scheduler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.mesosframework.scheduler.FakeMaster.Answer;
import io.mesosframework.scheduler.observation.SchedulerObservationDocumentation;
import io.mesosframework.scheduler.observation.SchedulerObservationDocumentation.CallKeyNames;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class SchedulerObservabilityTests {

	private final DriverFixture fixture = new DriverFixture();

	SchedulerObservabilityTests() throws IOException {
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void metersCountEventsCallsAndOffers() throws Exception {
		this.fixture.configuration.meterTags(List.of(Tag.of("framework", "test")));
		this.fixture.startSubscribed();
		this.fixture.master.answer((call) -> new Answer(400, "no"));
		DriverFixture.answer(this.fixture.scheduler().revive());
		this.fixture.master.answer((call) -> new Answer(202, ""));
		this.fixture.master.stream().send(DriverFixture.offers("o1", "o2"));
		this.fixture.await(() -> assertThat(count("mesos.scheduler.offers", "outcome", "declined")).isEqualTo(2));

		assertThat(gauge("mesos.scheduler.subscribed")).isEqualTo(1);
		assertThat(gauge("mesos.scheduler.queue.depth")).isZero();
		assertThat(gauge("mesos.scheduler.offers.outstanding")).isZero();
		assertThat(this.fixture.meters.get("mesos.scheduler.heartbeat.age").timeGauge().value()).isNotNegative();
		assertThat(count("mesos.scheduler.offers", "outcome", "received")).isEqualTo(2);
		assertThat(count("mesos.scheduler.offers", "outcome", "unanswered")).isEqualTo(2);
		assertThat(this.fixture.meters.get("mesos.scheduler.call")
			.tags("mesos.call.type", "REVIVE", "mesos.call.outcome", "BAD_CALL", "framework", "test")
			.timer()
			.count()).isEqualTo(1);
		assertThat(this.fixture.meters.get("mesos.scheduler.event").tag("mesos.event.type", "OFFERS").timer().count())
			.isEqualTo(1);
		assertThat(this.fixture.meters.getMeters()).extracting((meter) -> meter.getId().getTag("framework"))
			.containsOnly("test");
	}

	@Test
	void theGuideNamesEveryMeterWithItsTags() throws Exception {
		String guide = Files.readString(Path.of("../docs/sdk.md"));
		this.fixture.startSubscribed();
		DriverFixture.answer(this.fixture.scheduler().revive());

		assertThat(this.fixture.meters.getMeters()).isNotEmpty().allSatisfy((meter) -> {
			String row = guide.lines()
				.filter((line) -> line.startsWith("| `" + meter.getId().getName() + "` "))
				.findFirst()
				.orElse("");
			assertThat(row).as("the row of " + meter.getId().getName()).isNotEmpty();
			assertThat(meter.getId().getTags()).allSatisfy((tag) -> assertThat(row).contains("`" + tag.getKey() + "`"));
		});
		for (SchedulerObservationDocumentation documented : SchedulerObservationDocumentation.values()) {
			for (KeyName key : documented.getLowCardinalityKeyNames()) {
				assertThat(guide).contains("`" + key.asString() + "`");
			}
		}
	}

	@Test
	void observationsRecordTheTimersOfEventsAndCallsInPlaceOfTheDriver() throws Exception {
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.fixture.meters));
		this.fixture.configuration.observationRegistry(observations);
		SchedulerDriver driver = this.fixture.startSubscribed();
		DriverFixture.answer(this.fixture.scheduler().revive());
		driver.stop(Duration.ZERO).toCompletableFuture().get(10, TimeUnit.SECONDS);
		assertThat(this.fixture.scheduler().revive()).isCompletedExceptionally();

		Map<String, Set<List<String>>> tags = new HashMap<>();
		this.fixture.meters.getMeters()
			.forEach((meter) -> tags.computeIfAbsent(meter.getId().getName(), (name) -> new HashSet<>())
				.add(meter.getId().getTags().stream().map(Tag::getKey).toList()));
		assertThat(tags).containsEntry("mesos.scheduler.call",
				Set.of(List.of("error", "mesos.call.outcome", "mesos.call.type")));
		assertThat(tags.get("mesos.scheduler.event")).hasSize(1);
		assertThat(
				this.fixture.meters.get("mesos.scheduler.call").tag("mesos.call.outcome", "NOT_SENT").timer().count())
			.isOne();
		assertThat(
				this.fixture.meters.get("mesos.scheduler.call").tag("mesos.call.outcome", "ACCEPTED").timer().count())
			.isOne();
	}

	@Test
	void aClosedDriverTakesItsMetersAway() {
		SchedulerDriver driver = this.fixture.startSubscribed();

		driver.close();

		assertThat(this.fixture.meters.getMeters()).isEmpty();
	}

	@Test
	void eventsAndCallsAreObserved() throws Exception {
		TestObservationRegistry observations = TestObservationRegistry.create();
		this.fixture.configuration.observationRegistry(observations);
		this.fixture.startSubscribed();
		DriverFixture.answer(this.fixture.scheduler().revive());
		this.fixture.master.stream().send(DriverFixture.message(1));
		this.fixture.awaitEvents(Event.Type.MESSAGE, 1);

		TestObservationRegistryAssert.assertThat(observations)
			.hasAnObservation((observation) -> observation.hasNameEqualTo("mesos.scheduler.call")
				.hasContextualNameEqualTo("mesos call REVIVE")
				.hasLowCardinalityKeyValue(CallKeyNames.OUTCOME.asString(), "ACCEPTED"));
		TestObservationRegistryAssert.assertThat(observations)
			.hasAnObservation((observation) -> observation.hasNameEqualTo("mesos.scheduler.event")
				.hasLowCardinalityKeyValue("mesos.event.type", "SUBSCRIBED"));
		for (SchedulerObservationDocumentation documented : SchedulerObservationDocumentation.values()) {
			assertThat(documented.getDefaultConvention()).isNotNull();
			assertThat(documented.getLowCardinalityKeyNames())
				.allSatisfy((key) -> assertThat(key.asString()).startsWith(documented.getPrefix()));
		}
	}

	private double gauge(String name) {
		return this.fixture.meters.get(name).gauge().value();
	}

	private double count(String name, String... tags) {
		return this.fixture.meters.get(name).tags(tags).functionCounter().count();
	}

}
