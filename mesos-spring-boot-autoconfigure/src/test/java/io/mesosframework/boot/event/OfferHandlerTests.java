package io.mesosframework.boot.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.Order;

import io.mesosframework.scheduler.MesosScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class OfferHandlerTests {

	private static final Event EVENT = Events.offers(Events.offer("o1", "a1", "web"), Events.offer("o2", "a2", "web"),
			Events.offer("o3", "a2", "db"));

	private final List<MesosHandlerException> failures = new ArrayList<>();

	@Test
	void aTaskThatAHandlerReturnsIsLaunchedOnTheOffer() {
		try (Harness harness = start(TaskPerOffer.class)) {
			harness.send(EVENT);

			Call.Accept accept = harness.scheduler().calls(Call.Type.ACCEPT).get(0).getAccept();
			assertThat(accept.getOfferIdsList()).extracting(OfferID::getValue).containsExactly("o1");
			assertThat(accept.getOperations(0).getLaunch().getTaskInfos(0).getName()).isEqualTo("task-o1");
			assertThat(harness.scheduler().offers().open()).extracting((offer) -> offer.getId().getValue())
				.containsExactly("o2", "o3");
		}
	}

	@Test
	void tasksForAListOfOffersGoToTheOffersOfTheirAgentsAndOneRole() {
		try (Harness harness = start(TasksForList.class)) {
			harness.send(EVENT);

			assertThat(harness.scheduler().calls(Call.Type.ACCEPT)).extracting((call) -> ids(call.getAccept()))
				.containsExactlyInAnyOrder(List.of("o1"), List.of("o2"));
		}
	}

	@Test
	void operationsAndOptionalResultsAreApplied() {
		try (Harness harness = start(Operations.class)) {
			harness.send(EVENT);

			Call.Accept accept = harness.scheduler().calls(Call.Type.ACCEPT).get(0).getAccept();
			assertThat(ids(accept)).containsExactly("o1");
			assertThat(accept.getOperationsList()).extracting(Offer.Operation::getType)
				.containsExactly(Offer.Operation.Type.RESERVE);
		}
	}

	@Test
	void answersAcceptDeclineAndKeep() {
		try (Harness harness = start(Answers.class)) {
			harness.send(EVENT);

			Call.Accept accept = harness.scheduler().calls(Call.Type.ACCEPT).get(0).getAccept();
			assertThat(accept.getFilters().getRefuseSeconds()).isEqualTo(60);
			Call.Decline decline = harness.scheduler().calls(Call.Type.DECLINE).get(0).getDecline();
			assertThat(decline.getOfferIds(0).getValue()).isEqualTo("o2");
			assertThat(decline.getFilters().getRefuseSeconds()).isEqualTo(0.5);
			assertThat(harness.scheduler().offers().open()).isEmpty();
		}
	}

	@Test
	void anOfferThatOneHandlerTookIsNotShownToTheNext() {
		try (Harness harness = start(Chain.class)) {
			harness.send(EVENT);

			assertThat(harness.get(Chain.class).seen).containsExactly("raw 3", "first o1", "first o2", "first o3",
					"second [o2, o3]", "third o3");
		}
	}

	@Test
	void handlersAreNarrowedByRole() {
		try (Harness harness = Harness.with(ByRole.class)) {
			harness.context().getEnvironment().getSystemProperties().put("test.handler.role", "db");
			harness.start().send(EVENT);

			assertThat(harness.get(ByRole.class).seen).containsExactlyInAnyOrder("web o1", "web o2", "db o3");
		}
		finally {
			System.clearProperty("test.handler.role");
		}
	}

	@Test
	void aTaskForAnotherAgentIsAFailureThatNamesTask() {
		try (Harness harness = start(WrongAgent.class)) {
			harness.send(EVENT);

			assertThat(harness.scheduler().calls()).isEmpty();
			assertThat(this.failures).hasSize(1);
			assertThat(this.failures.get(0)).hasMessageContaining("offers o1 (a1.example)")
				.hasMessageContaining("Task 'lost' is for agent 'elsewhere'")
				.hasMessageContaining("was shown no offer");
		}
	}

	@Test
	void takingAnOfferTwiceIsAFailureAndReleasesTheRest() {
		try (Harness harness = start(Greedy.class)) {
			harness.send(EVENT);

			assertThat(harness.scheduler().calls(Call.Type.ACCEPT)).hasSize(1);
			assertThat(this.failures).hasSize(1);
			assertThat(this.failures.get(0)).hasMessageContaining("o1");
			assertThat(harness.scheduler().offers().open()).extracting((offer) -> offer.getId().getValue())
				.containsExactlyInAnyOrder("o2", "o3");
		}
	}

	@Test
	void aFailingHandlerLeavesItsOffersToTheOthers() {
		try (Harness harness = start(Failing.class)) {
			harness.send(EVENT);

			assertThat(this.failures).hasSize(3);
			assertThat(harness.scheduler().calls(Call.Type.ACCEPT)).hasSize(3);
		}
	}

	private Harness start(Class<?> component) {
		return Harness.with(component).errorHandler((failure) -> {
			this.failures.add(failure);
			return MesosErrorHandler.Outcome.REDELIVER;
		}).start();
	}

	private static List<String> ids(Call.Accept accept) {
		return accept.getOfferIdsList().stream().map(OfferID::getValue).toList();
	}

	static class TaskPerOffer {

		@MesosEventHandler
		@Nullable TaskInfo launch(Offer offer) {
			String id = offer.getId().getValue();
			return id.equals("o1") ? Events.task("task-" + id, offer.getAgentId().getValue()) : null;
		}

	}

	static class TasksForList {

		@MesosEventHandler
		Collection<TaskInfo> launch(List<Offer> offers) {
			return List.of(Events.task("t1", "a1"), Events.task("t2", "a2"), Events.task("t3", "a2"));
		}

	}

	static class Operations {

		@MesosEventHandler
		Optional<Offer.Operation> reserve(Offer offer) {
			return offer.getId().getValue().equals("o1")
					? Optional.of(Offer.Operation.newBuilder().setType(Offer.Operation.Type.RESERVE).build())
					: Optional.empty();
		}

	}

	static class Answers {

		@MesosEventHandler
		List<OfferAnswer> answer(Event.Offers offers) {
			return List.of(
					OfferAnswer.launch(offers.getOffers(0), Events.task("t1", "a1")).withRefuse(Duration.ofMinutes(1)),
					OfferAnswer.decline(offers.getOffers(1), Duration.ofMillis(500)),
					OfferAnswer.keep(offers.getOffers(2)));
		}

	}

	static class Chain {

		private final List<String> seen = new ArrayList<>();

		@MesosEventHandler
		@Order(3)
		void third(Offer offer, MesosScheduler scheduler) {
			this.seen.add("third " + offer.getId().getValue());
		}

		@MesosEventHandler
		@Order(2)
		void second(List<Offer> offers, MesosScheduler scheduler) {
			this.seen.add("second " + offers.stream().map((offer) -> offer.getId().getValue()).toList());
			scheduler.decline(offers.get(0).getId());
		}

		@MesosEventHandler
		@Order(1)
		@Nullable OfferAnswer first(Offer offer) {
			this.seen.add("first " + offer.getId().getValue());
			return offer.getId().getValue().equals("o1") ? OfferAnswer.launch(offer, Events.task("t", "a1")) : null;
		}

		@MesosEventHandler
		@Order(0)
		void raw(Event event) {
			this.seen.add("raw " + event.getOffers().getOffersCount());
		}

	}

	static class ByRole {

		private final List<String> seen = new ArrayList<>();

		@MesosEventHandler(role = "web")
		void web(Offer offer) {
			this.seen.add("web " + offer.getId().getValue());
		}

		@MesosEventHandler(role = "${test.handler.role}")
		void db(List<Offer> offers) {
			offers.forEach((offer) -> this.seen.add("db " + offer.getId().getValue()));
		}

	}

	static class WrongAgent {

		@MesosEventHandler
		TaskInfo launch(List<Offer> offers) {
			return Events.task("lost", "elsewhere");
		}

	}

	static class Greedy {

		@MesosEventHandler
		List<OfferAnswer> launch(List<Offer> offers) {
			return List.of(OfferAnswer.launch(offers.get(0), Events.task("t1", "a1")),
					OfferAnswer.accept(List.of(offers.get(1), offers.get(0)), List.of()));
		}

	}

	static class Failing {

		@MesosEventHandler
		@Order(1)
		TaskInfo fails(Offer offer) {
			throw new IllegalStateException("boom");
		}

		@MesosEventHandler
		@Order(2)
		TaskInfo works(Offer offer) {
			return Events.task("t-" + offer.getId().getValue(), offer.getAgentId().getValue());
		}

	}

}
