package io.mesosframework.offer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.Test;

import io.mesosframework.offer.OfferDecision.Outcome;
import io.mesosframework.placement.AgentOffer;
import io.mesosframework.resource.PortRanges;
import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.scheduler.RecordingScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OfferManagerTests {

	private final OfferManagerFixture fixture = new OfferManagerFixture(OfferOptions.DEFAULT);

	private final OfferManager book = this.fixture.book;

	@Test
	void holdsWhatMayBeOfUseAndThenGivesItUp() {
		this.fixture.settle("web");
		this.fixture.offer("a");
		this.fixture.settle("web");
		assertThat(this.book.held()).singleElement().satisfies((held) -> {
			assertThat(held.agentId()).isEqualTo("a");
			assertThat(held.resources()).isEqualTo("cpus:1");
			assertThat(held.until()).isEqualTo(held.since().plus(OfferOptions.DEFAULT.hold()));
		});

		this.fixture.advance(OfferOptions.DEFAULT.hold());
		this.fixture.settle("web");

		assertThat(this.book.held()).isEmpty();
		assertThat(this.fixture.refuseSeconds()).isBetween(27.0, 33.0);
		assertThat(this.book.decisions().get(0).reason()).isEqualTo("nothing that waits fits");
	}

	@Test
	void refusesForLongWhenNothingWaitsAndForShortWhenSomethingIsAboutToBeReady() {
		this.fixture.settle("web");
		this.fixture.offer("a");
		this.fixture.settle();
		assertThat(this.fixture.refuseSeconds()).isBetween(540.0, 660.0);
		assertThat(this.book.decisions().get(0).reason()).isEqualTo("nothing waits");

		this.fixture.settle("web");
		this.fixture.offer("a");
		this.fixture.advance(OfferOptions.DEFAULT.hold());
		this.fixture.settle(new OfferDemand(Set.of(), Map.of("web", this.fixture.instant().plusSeconds(1)), false));

		assertThat(this.fixture.refuseSeconds()).isBetween(4.5, 5.5);
	}

	@Test
	void anOfferThatWaitedTooLongInTheQueueIsNotUsed() {
		this.fixture.settle("web");
		Offer old = this.fixture.offer("a", "web", OfferOptions.DEFAULT.maxAge());
		this.book.freshen(this.fixture.instant());

		assertThat(this.book.agents("web")).isEmpty();
		assertThat(this.fixture.answered()).containsExactly(old.getId().getValue());
		assertThat(this.fixture.refuseSeconds()).isZero();
		assertThat(this.book.counters().expired()).isOne();
		assertThat(this.book.decisions().get(0).outcome()).isEqualTo(Outcome.EXPIRED);
	}

	@Test
	void givesReservationsNothingThatIsKept() {
		this.fixture.settle("web");
		this.fixture.offer("a");
		this.fixture.offer("b");
		AgentOffer kept = this.book.agents("web").get(0);

		this.book.keep(OfferDemand.ANY_ROLE, "gang", List.of(kept), this.fixture.instant().plusSeconds(30));

		assertThat(this.book.agents(OfferDemand.ANY_ROLE)).hasSize(2);
		assertThat(this.book.unkept()).singleElement()
			.satisfies((agent) -> assertThat(agent.agentId()).isNotEqualTo(kept.agentId()));
	}

	@Test
	void acceptsAllOffersOfAnAgentWithOneCall() {
		this.fixture.settle("web");
		this.fixture.offer("a");
		this.fixture.offer("a");
		this.fixture.offer("b");

		AgentOffer agent = this.book.agents("web").get(0);
		this.book.accept(this.book.reserve(agent), List.of(), List.of("task"));

		assertThat(this.fixture.scheduler.calls(Call.Type.ACCEPT)).singleElement()
			.satisfies((call) -> assertThat(call.getAccept().getOfferIdsList()).hasSize(2));
		assertThat(this.book.decisions().get(0).launched()).containsExactly("task");
		assertThat(this.book.held()).singleElement().satisfies((held) -> assertThat(held.agentId()).isEqualTo("b"));
	}

	@Test
	void declinesTheOthersWhenOneOfferOfAnAcceptIsVoid() {
		this.fixture.settle("web");
		Offer first = this.fixture.offer("a");
		Offer second = this.fixture.offer("a");
		PendingAccepts claim = this.book.claim(this.book.agents("web").get(0));
		this.fixture.scheduler.decline(first.getId());

		this.book.accept(claim, List.of(), List.of());

		assertThat(this.fixture.scheduler.calls(Call.Type.ACCEPT)).isEmpty();
		assertThat(this.fixture.answered()).containsExactly(first.getId().getValue(), second.getId().getValue());
		this.fixture.checkAnswers();
	}

	@Test
	void whatSomeoneElseAnswersIsNotHeldAnyLonger() {
		this.fixture.settle("web");
		Offer first = this.fixture.offer("a");
		this.fixture.offer("a");

		this.fixture.scheduler.decline(first.getId());

		assertThat(this.book.counters().lost()).isOne();
		assertThat(this.book.agents("web")).singleElement()
			.satisfies((agent) -> assertThat(agent.offerIds()).doesNotContain(first.getId()).hasSize(1));
		this.fixture.checkAnswers();
	}

	@Test
	void assignsResourcesOfAClaimToTasks() {
		this.fixture.settle("web");
		this.fixture.offer("a");
		this.fixture.offer("a");
		ResourceNeed need = new ResourceNeed(Map.of("cpus", 1500L), PortRanges.EMPTY, 0, false);
		ResourceNeed small = new ResourceNeed(Map.of("cpus", 500L), PortRanges.EMPTY, 0, false);
		assertThat(this.book.isEnough("web", need, 1)).isTrue();
		assertThat(this.book.isEnough("web", need, 2)).isFalse();
		assertThat(this.book.isEnough("db", need, 1)).isFalse();

		PendingAccepts claim = this.book.claim(this.book.offers("web").get(0));
		assertThat(this.book.offers("web")).isEmpty();
		assertThat(claim.assign("t1", need)).isPresent();
		assertThat(claim.assign("t2", need)).isEmpty();
		assertThat(claim.assign("t3", small)).isPresent();
		assertThat(claim.rest().isEmpty()).isTrue();
		assertThat(claim.unassign("t1")).isTrue();
		assertThat(claim.unassign("t1")).isFalse();
		assertThat(claim.rest()).hasToString("cpus:1.5");
		assertThat(claim.tasks()).containsExactly("t3");
		assertThatIllegalArgumentException().isThrownBy(() -> claim.assign("t3", small)).withMessageContaining("'t3'");

		this.book.accept(claim, List.of(), claim.tasks());
		assertThat(this.fixture.scheduler.calls(Call.Type.ACCEPT)).hasSize(1);
		this.fixture.checkAnswers();
	}

	@Test
	void aReleasedClaimCanBeClaimedAgainAndADeclinedOneIsAnswered() {
		this.fixture.settle("web");
		Offer first = this.fixture.offer("a");
		this.fixture.offer("a");
		PendingAccepts released = this.book.claim(this.book.offers("web").get(0));
		this.fixture.rescind(first.getId());

		this.book.release(released);
		this.book.release(released);

		assertThat(released.isOpen()).isFalse();
		AgentOffer again = this.book.offers("web").get(0);
		assertThat(again.offerIds()).hasSize(1).doesNotContain(first.getId());
		this.book.decline(this.book.claim(again), Duration.ofSeconds(10));
		assertThat(this.fixture.refuseSeconds()).isBetween(9.0, 11.0);
		assertThat(this.book.offers("web")).isEmpty();
		assertThat(this.book.counters().held()).isZero();
		this.fixture.checkAnswers();
	}

	@Test
	void holdsOffersForWhomeverHasRequestedThem() {
		this.fixture.settle();
		this.book.request("web", this.fixture.instant().plusSeconds(60));
		assertThat(this.fixture.scheduler.calls(Call.Type.REVIVE)).singleElement()
			.satisfies((call) -> assertThat(call.getRevive().getRolesList()).containsExactly("web"));
		this.fixture.offer("a");
		this.fixture.settle();
		assertThat(this.book.offers("web")).hasSize(1);

		this.fixture.advance(Duration.ofSeconds(60));
		assertThat(this.book.due()).isBeforeOrEqualTo(this.fixture.instant());
		this.fixture.settle();

		assertThat(this.book.offers("web")).isEmpty();
		assertThat(this.book.roles()).extracting(RoleState::suppressed).containsExactly(true, true);
		this.fixture.checkAnswers();
	}

	@Test
	void inverseOffersOfSeveralAgentsAreAnsweredOneCallPerAgent() {
		this.book.onEvent(this.fixture.inverseOffers("a", "b", "a"));

		assertThat(this.fixture.scheduler.calls(Call.Type.ACCEPT_INVERSE_OFFERS))
			.extracting((call) -> call.getAcceptInverseOffers()
				.getInverseOfferIdsList()
				.stream()
				.map(OfferID::getValue)
				.toList())
			.containsExactly(List.of("i1", "i3"), List.of("i2"));
		assertThat(this.book.counters().inverseOffers()).isEqualTo(3);
	}

	@Test
	void leavesOffersToOthersForWhoseRoleNothingWaits() {
		this.fixture.settle("db");

		this.fixture.offer("a");

		assertThat(this.book.counters().received()).isZero();
	}

	@Test
	void suppressesRolesWithoutDemandAndRevivesThoseWithDemandOnce() {
		this.fixture.settle("web");
		assertThat(this.book.roles()).extracting(RoleState::suppressed).containsExactly(false, true);
		this.fixture.settle("web", "db");
		this.fixture.settle("web", "db");

		assertThat(this.fixture.scheduler.calls(Call.Type.REVIVE)).singleElement()
			.satisfies((call) -> assertThat(call.getRevive().getRolesList()).containsExactly("db"));
		assertThat(this.book.roles()).extracting(RoleState::wanted).containsExactly(true, true);
	}

	@Test
	void whatOthersReviveIsSuppressedAgainWhileNothingWaits() {
		this.fixture.settle();
		assertThat(this.book.roles()).extracting(RoleState::suppressed).containsExactly(true, true);

		this.fixture.scheduler.revive();

		assertThat(this.book.roles()).extracting(RoleState::suppressed).containsExactly(false, false);
		this.fixture.settle();
		assertThat(this.book.roles()).extracting(RoleState::suppressed).containsExactly(true, true);
		assertThat(this.fixture.scheduler.calls(Call.Type.SUPPRESS)).hasSize(2);
	}

	@Test
	void whatOthersSuppressIsRevivedWhileSomethingWaits() {
		this.fixture.settle("web");

		this.fixture.scheduler.suppress("web");

		assertThat(this.book.roles()).extracting(RoleState::suppressed).containsExactly(true, true);
		this.fixture.settle("web");
		assertThat(this.fixture.scheduler.calls(Call.Type.REVIVE)).singleElement()
			.satisfies((call) -> assertThat(call.getRevive().getRolesList()).containsExactly("web"));
		assertThat(this.book.roles()).extracting(RoleState::suppressed).containsExactly(false, true);
	}

	@Test
	void revivesAgainUntilOffersCome() {
		this.fixture.settle();
		this.fixture.settle("web");
		this.fixture.advance(Duration.ofMinutes(1));
		assertThat(this.book.due()).isBeforeOrEqualTo(this.fixture.instant());
		this.fixture.settle("web");
		assertThat(this.fixture.scheduler.calls(Call.Type.REVIVE)).hasSize(2);

		this.fixture.advance(Duration.ofSeconds(50));
		this.fixture.offer("a");
		this.fixture.advance(Duration.ofSeconds(50));
		this.fixture.settle("web");

		assertThat(this.fixture.scheduler.calls(Call.Type.REVIVE)).hasSize(2);
	}

	@Test
	void aRoleIsRevivedAsSoonAsItsBucketLetsIt() {
		for (int round = 0; round < 12; round++) {
			this.fixture.settle(new OfferDemand(Set.of("web"), Map.of(), true));
		}
		assertThat(this.fixture.scheduler.calls(Call.Type.REVIVE)).hasSize(10);

		this.fixture.advance(Duration.between(this.fixture.instant(), this.book.due()));
		this.fixture.settle("web");

		assertThat(this.fixture.scheduler.calls(Call.Type.REVIVE)).hasSize(11);
	}

	@Test
	void aCrashLoopDoesNotSuppressAndReviveInTurns() {
		this.fixture.settle("web");
		for (int round = 0; round < 20; round++) {
			this.fixture.settle(new OfferDemand(Set.of(), Map.of("web", this.fixture.instant().plusSeconds(2)), false));
			this.fixture.advance(Duration.ofSeconds(2));
			this.fixture.settle("web");
		}

		assertThat(this.fixture.scheduler.calls(Call.Type.REVIVE)).isEmpty();
	}

	@Test
	void offersThatAreAboutToBeAcceptedAreCountedOnce() {
		this.fixture.settle("web");
		this.fixture.offer("a");
		PendingAccepts old = this.book.reserve(this.book.agents("web").get(0));
		assertThat(this.book.counters().held()).isOne();
		this.fixture.advance(OfferOptions.DEFAULT.maxAge());
		this.book.freshen(this.fixture.instant());
		Offer rescinded = this.fixture.offer("b");
		PendingAccepts gone = this.book.reserve(this.book.agents("web").get(0));
		this.fixture.rescind(rescinded.getId());

		this.book.accept(old, List.of(), List.of());
		this.book.accept(gone, List.of(), List.of());

		assertThat(this.book.counters().expired()).isOne();
		assertThat(this.book.counters().rescinded()).isOne();
		assertThat(this.book.counters().lost()).isZero();
		assertThat(this.book.counters().held()).isZero();
		this.fixture.checkAnswers();
	}

	@Test
	void offersThatNameNoRoleAreForTheOneOfTheFramework() {
		FrameworkInfo info = single("web");
		OfferManagerFixture single = new OfferManagerFixture(OfferOptions.DEFAULT, new RecordingScheduler(info));
		single.settle("web");

		single.offer("a", null, Duration.ZERO);

		assertThat(single.book.agents("web")).singleElement()
			.satisfies((agent) -> assertThat(agent.role()).isEqualTo("web"));
		assertThat(single.book.held()).singleElement().satisfies((held) -> assertThat(held.role()).isEqualTo("web"));
		single.book.accept(single.book.reserve(single.book.agents("web").get(0)), List.of(), List.of());
		assertThat(single.scheduler.calls(Call.Type.ACCEPT)).hasSize(1);
	}

	@SuppressWarnings("deprecation")
	private static FrameworkInfo single(String role) {
		return FrameworkInfo.newBuilder().setName("single").setUser("nobody").setRole(role).build();
	}

	@Test
	void followsTheRolesOfTheFramework() {
		this.fixture.settle("web");
		FrameworkInfo info = this.fixture.scheduler.frameworkInfo().toBuilder().clearRoles().addRoles("web").build();
		this.fixture.scheduler.updateFramework(info.toBuilder().addRoles("new").build(), List.of(), null);
		this.fixture.settle("web", "new");
		assertThat(this.book.roles()).extracting(RoleState::role).containsExactly("web", "new");

		this.fixture.settle("web");
		this.fixture.settle("web", "new");

		assertThat(this.fixture.scheduler.calls(Call.Type.SUPPRESS)).last()
			.satisfies((call) -> assertThat(call.getSuppress().getRolesList()).containsExactly("new"));
		assertThat(this.fixture.scheduler.calls(Call.Type.REVIVE)).last()
			.satisfies((call) -> assertThat(call.getRevive().getRolesList()).containsExactly("new"));
	}

}
