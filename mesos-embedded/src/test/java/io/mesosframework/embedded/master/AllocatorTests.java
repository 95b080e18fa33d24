package io.mesosframework.embedded.master;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferFilters;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.mesosframework.embedded.resource.Resources;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Allocator} and the rules around it.
 */
class AllocatorTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	@RegisterExtension
	private final MasterFixture fixture = new MasterFixture();

	@Test
	void everyAgentMakesOneOfferOfAllItsResources() {
		this.fixture.agent();
		this.fixture.agent();

		List<Offer> offers = subscribed().offers();

		assertThat(offers).hasSize(2)
			.allSatisfy((offer) -> assertThat(Resources.of(offer.getResourcesList()).unallocate())
				.isEqualTo(Resources.parse(MasterFixture.RESOURCES)));
	}

	@Test
	void allOffersOfACycleComeInOneEvent() {
		this.fixture.agent();
		this.fixture.agent();

		assertThat(subscribed().next()).filteredOn(Event::hasOffers).hasSize(1);
	}

	@Test
	void aNewAgentIsOfferedAtOnce() {
		FakeScheduler scheduler = subscribed();

		this.fixture.agent();

		assertThat(scheduler.offers()).hasSize(1);
	}

	@Test
	void declinedResourcesComeBackWhenTheFilterExpires() {
		this.fixture.agent();
		FakeScheduler scheduler = subscribed();

		scheduler.decline(scheduler.offers().get(0), 3);
		this.fixture.advance(Duration.ofMillis(2900));
		assertThat(scheduler.offers()).isEmpty();
		this.fixture.advance(SECOND);

		assertThat(scheduler.offers()).hasSize(1);
	}

	@Test
	void aFilterLastsFiveSecondsUnlessTold() {
		this.fixture.agent();
		FakeScheduler scheduler = subscribed();
		Offer offer = scheduler.offers().get(0);

		scheduler.call(Call.Type.DECLINE, (call) -> call.getDeclineBuilder().addOfferIds(offer.getId()));
		this.fixture.advance(Duration.ofMillis(4900));
		assertThat(scheduler.offers()).isEmpty();
		this.fixture.advance(SECOND);

		assertThat(scheduler.offers()).hasSize(1);
	}

	@Test
	void aDeclineWithoutFilterBringsTheResourcesBackInTheNextCycle() {
		this.fixture.agent();
		FakeScheduler scheduler = subscribed();

		scheduler.decline(scheduler.offers().get(0), 0);
		this.fixture.advance(SECOND);

		assertThat(scheduler.offers()).hasSize(1);
	}

	@Test
	void aBiggerOfferPassesAFilter() {
		FakeAgent agent = this.fixture.agent();
		FakeScheduler scheduler = subscribed();
		scheduler.accept(scheduler.offers(), 3600,
				FakeScheduler.launch(FakeScheduler.task("t1", agent.id(), "cpus:1;mem:32").build()));
		this.fixture.advance(SECOND);
		assertThat(scheduler.offers()).isEmpty();

		agent.report(scheduler.info(), "t1", TaskState.TASK_FINISHED);
		this.fixture.advance(SECOND);

		assertThat(scheduler.offers()).hasSize(1);
	}

	@Test
	void reviveClearsFilters() {
		this.fixture.agent();
		FakeScheduler scheduler = subscribed();
		scheduler.decline(scheduler.offers().get(0), 3600);

		scheduler.call(Call.Type.REVIVE, (call) -> {
		});

		assertThat(scheduler.offers()).hasSize(1);
	}

	@Test
	void aSuppressedRoleIsNotOffered() {
		this.fixture.agent();
		FakeScheduler scheduler = subscribed();
		Offer offer = scheduler.offers().get(0);
		scheduler.call(Call.Type.SUPPRESS, (call) -> {
		});

		scheduler.decline(offer, 0);
		this.fixture.advance(SECOND.multipliedBy(3));
		assertThat(scheduler.offers()).isEmpty();
		scheduler.call(Call.Type.REVIVE, (call) -> {
		});

		assertThat(scheduler.offers()).hasSize(1);
	}

	@Test
	void oneForeignRoleSpoilsASuppression() {
		this.fixture.agent();
		FakeScheduler scheduler = subscribed();
		scheduler.call(Call.Type.SUPPRESS, (call) -> call.getSuppressBuilder().addRoles("*").addRoles("other"));

		scheduler.decline(scheduler.offers().get(0), 0);
		this.fixture.advance(SECOND);

		assertThat(scheduler.offers()).hasSize(1);
	}

	@Test
	void frameworksTakeTurns() {
		this.fixture.agent();
		this.fixture.agent();
		FakeScheduler first = subscribed();
		List<Offer> offers = first.offers();
		FakeScheduler second = subscribed();
		assertThat(second.offers()).isEmpty();

		first.decline(offers.get(0), 0);
		first.decline(offers.get(1), 0);
		this.fixture.advance(SECOND);

		assertThat(first.offers()).hasSize(1);
		assertThat(second.offers()).hasSize(1);
	}

	@Test
	void reservedResourcesGoToTheirRoleAndThoseBelow() {
		this.fixture.agent("cpus(eng):2;mem(eng):512;cpus:1;mem:256");

		assertThat(cpus(subscribed("other").offers())).isEqualTo(1);
		assertThat(cpus(subscribed("eng/web").offers())).isEqualTo(2);
	}

	@Test
	void offersAreMadeForEachRole() {
		this.fixture.agent("cpus(a):1;mem(a):64;cpus(b):1;mem(b):64");

		List<Offer> offers = subscribed("a", "b").offers();

		assertThat(offers).extracting((offer) -> offer.getAllocationInfo().getRole())
			.containsExactlyInAnyOrder("a", "b");
	}

	@Test
	@SuppressWarnings("deprecation")
	void aFrameworkOfOldTimesSeesOldFormats() {
		this.fixture.agent("cpus(web):2;mem(web):512");

		Offer offer = subscribed(FrameworkInfo.newBuilder().setUser("u").setName("n").setRole("web").build()).offers()
			.get(0);

		assertThat(offer.hasAllocationInfo()).isFalse();
		assertThat(offer.getResourcesList()).allSatisfy((resource) -> {
			assertThat(resource.hasAllocationInfo()).isFalse();
			assertThat(resource.getReservationsList()).isEmpty();
			assertThat(role(resource)).isEqualTo("web");
		});
	}

	@Test
	void agentsWithGpusAreKeptForThoseWhoCanUseThem() {
		this.fixture.agent("cpus:1;mem:64;gpus:1");
		FrameworkInfo.Builder able = FakeScheduler.framework();
		able.addCapabilities(
				FrameworkInfo.Capability.newBuilder().setType(FrameworkInfo.Capability.Type.GPU_RESOURCES));

		assertThat(subscribed().offers()).isEmpty();
		assertThat(subscribed(able.build()).offers()).hasSize(1);
	}

	@Test
	void crumbsAreNotOfferedUnlessTheFrameworkWantsThem() {
		this.fixture.agent("disk:100;mem:16");
		FrameworkInfo modest = FakeScheduler.framework()
			.putOfferFilters("*",
					OfferFilters.newBuilder()
						.setMinAllocatableResources(OfferFilters.MinAllocatableResources.newBuilder()
							.addQuantities(OfferFilters.ResourceQuantities.newBuilder()
								.putAllQuantities(Map.of("disk", Value.Scalar.newBuilder().setValue(50).build()))))
						.build())
			.build();

		assertThat(subscribed().offers()).isEmpty();
		assertThat(subscribed(modest).offers()).hasSize(1);
	}

	@Test
	void offerConstraintsSelectAgents() {
		this.fixture.agent();
		this.fixture.agent();
		AttributeConstraint rack = AttributeConstraint.newBuilder()
			.setSelector(AttributeConstraint.Selector.newBuilder().setAttributeName("rack"))
			.setPredicate(AttributeConstraint.Predicate.newBuilder()
				.setTextMatches(AttributeConstraint.Predicate.TextMatches.newBuilder().setRegex("r[1-9]")))
			.build();
		OfferConstraints constraints = OfferConstraints.newBuilder()
			.putRoleConstraints("*",
					OfferConstraints.RoleConstraints.newBuilder()
						.addGroups(OfferConstraints.RoleConstraints.Group.newBuilder().addAttributeConstraints(rack))
						.build())
			.build();

		FakeScheduler scheduler = this.fixture.scheduler(FakeScheduler.framework().build())
			.subscribe((subscribe) -> subscribe.setOfferConstraints(constraints));

		assertThat(scheduler.offers()).hasSize(1)
			.allSatisfy((offer) -> assertThat(offer.getAttributes(0).getText().getValue()).isEqualTo("r1"));
	}

	@Test
	void offersExpireWhenTheMasterIsToldSo() {
		try (MasterFixture impatient = new MasterFixture(
				MasterOptions.DEFAULTS.withOfferTimeout(Duration.ofSeconds(10)))) {
			impatient.agent();
			FakeScheduler scheduler = impatient.scheduler(FakeScheduler.framework().build()).subscribe();
			Offer offer = scheduler.offers().get(0);

			impatient.advance(Duration.ofSeconds(11));

			List<Event> events = scheduler.next();
			assertThat(events.get(0).getRescind().getOfferId()).isEqualTo(offer.getId());
			assertThat(events.get(1).getOffers().getOffersCount()).isEqualTo(1);
		}
	}

	private FakeScheduler subscribed(String... roles) {
		return subscribed(FakeScheduler.framework(roles).build());
	}

	private FakeScheduler subscribed(FrameworkInfo info) {
		return this.fixture.scheduler(info).subscribe();
	}

	private static double cpus(List<Offer> offers) {
		return offers.stream()
			.mapToDouble((offer) -> Resources.of(offer.getResourcesList()).amount("cpus").toDouble())
			.sum();
	}

	@SuppressWarnings("deprecation")
	private static String role(Resource resource) {
		return resource.getRole();
	}

}
