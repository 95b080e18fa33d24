package io.mesosframework.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.Test;

import io.mesosframework.client.CallResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OfferLedgerTests {

	private final List<Call> sent = new ArrayList<>();

	private final OfferLedger ledger = new OfferLedger((call, epoch) -> {
		assertThat(epoch).isEqualTo(1);
		this.sent.add(call);
		return CompletableFuture.completedStage(CallResult.notNeeded());
	}, Runnable::run);

	private final List<String> voided = new ArrayList<>();

	private final List<Offer> offers = List.of(offer("o1"), offer("o2"), offer("o3"));

	OfferLedgerTests() {
		this.ledger.received(this.offers, 1);
	}

	@Test
	void openOffersAreListedInTheOrderInWhichTheyCame() {
		assertThat(this.ledger.open()).isEqualTo(this.offers);
		assertThat(this.ledger.outstanding()).isEqualTo(3);
	}

	@Test
	void anOfferIsClaimedByOne() {
		assertThat(this.ledger.claim(id("o1"))).isNotNull();

		assertThat(this.ledger.claim(id("o1"))).isNull();
		assertThat(this.ledger.claim(id("unknown"))).isNull();
		assertThat(this.ledger.open()).extracting(Offer::getId).containsExactly(id("o2"), id("o3"));
	}

	@Test
	void aClaimedOfferIsAnsweredOnce() {
		ClaimedOffer reply = claim("o1");

		assertSucceeds(reply.accept(List.of(), null));
		assertGone(reply.accept(List.of(), null), "answered before");
		assertGone(reply.decline(null), "answered before");

		assertThat(this.sent).hasSize(1);
		assertThat(reply.isOpen()).isFalse();
	}

	@Test
	void whatNoOneWantsIsTakenOnce() {
		claim("o2");

		assertThat(this.ledger.takeUnanswered(this.offers)).containsExactly(id("o1"), id("o3"));
		assertThat(this.ledger.takeUnanswered(this.offers)).isEmpty();
		assertThat(this.ledger.outstanding()).isEqualTo(1);
	}

	@Test
	void anAnswerByAPlainCallCounts() {
		ClaimedOffer reply = claim("o1");

		this.ledger.answered(List.of(id("o1"), id("o2"), id("unknown")));

		assertGone(reply.decline(null), "answered before");
		assertThat(this.ledger.takeUnanswered(this.offers)).containsExactly(id("o3"));
	}

	@Test
	void aRescindedOfferCannotBeAnswered() {
		ClaimedOffer reply = claim("o1");

		this.ledger.rescinded(id("o1"));

		assertThat(reply.isOpen()).isFalse();
		assertGone(reply.accept(List.of(), null), "rescinded");
		assertThat(this.sent).isEmpty();
	}

	@Test
	void theEndOfTheSessionVoidsAllOffers() {
		ClaimedOffer reply = claim("o1");

		this.ledger.sessionEnded();

		assertThat(this.ledger.outstanding()).isZero();
		assertThat(this.ledger.open()).isEmpty();
		assertGone(reply.decline(null), "session has ended");
	}

	@Test
	void severalOffersAreAcceptedWithOneCall() {
		ClaimedOffer first = claim("o1");
		ClaimedOffer second = claim("o2");

		assertSucceeds(this.ledger.accept(List.of(first, second), List.of(), null));

		assertThat(this.sent).singleElement()
			.satisfies((call) -> assertThat(call.getAccept().getOfferIdsList()).containsExactly(id("o1"), id("o2")));
	}

	@Test
	void oneVoidOfferAmongSeveralSendsNothingAndLeavesTheOthersClaimed() {
		ClaimedOffer first = claim("o1");
		ClaimedOffer second = claim("o2");
		this.ledger.rescinded(id("o2"));

		assertGone(this.ledger.accept(List.of(first, second), List.of(), null), "rescinded");

		assertThat(this.sent).isEmpty();
		assertThat(first.isOpen()).isTrue();
		assertSucceeds(first.accept(List.of(), null));
	}

	@Test
	void theOwnerOfAClaimIsToldOnceThatTheOfferIsVoid() {
		this.ledger.claim(id("o1"), owner("a"));
		this.ledger.claim(id("o2"), owner("b"));

		this.ledger.rescinded(id("o1"));
		this.ledger.rescinded(id("o1"));
		this.ledger.answered(List.of(id("o2"), id("o2")));
		this.ledger.sessionEnded();

		assertThat(this.voided).containsExactly("a RESCINDED [o1]", "b ANSWERED [o2]");
	}

	@Test
	void theEndOfASessionIsToldOfAllClaimsOfAnOwnerTogether() {
		ClaimOwner owner = owner("a");
		this.ledger.claim(id("o1"), owner);
		this.ledger.claim(id("o2"), owner("b"));
		this.ledger.claim(id("o3"), owner);

		this.ledger.sessionEnded();

		assertThat(this.voided).containsExactlyInAnyOrder("a SESSION_ENDED [o1, o3]", "b SESSION_ENDED [o2]");
	}

	@Test
	void theOwnerIsNotToldOfItsOwnAnswers() {
		ClaimOwner owner = owner("a");
		ClaimedOffer accepted = Objects.requireNonNull(this.ledger.claim(id("o1"), owner));
		ClaimedOffer declined = Objects.requireNonNull(this.ledger.claim(id("o2"), owner));
		ClaimedOffer released = Objects.requireNonNull(this.ledger.claim(id("o3"), owner));

		accepted.accept(List.of(), null);
		declined.decline(null);
		released.release();
		this.ledger.answered(List.of(id("o1"), id("o2")));
		this.ledger.sessionEnded();

		assertThat(this.voided).isEmpty();
	}

	@Test
	void anOwnerThatFailsKeepsNoOtherFromHearing() {
		this.ledger.claim(id("o1"), (offers, reason) -> {
			throw new IllegalStateException("on purpose");
		});
		this.ledger.claim(id("o2"), owner("b"));

		this.ledger.sessionEnded();

		assertThat(this.voided).containsExactly("b SESSION_ENDED [o2]");
	}

	private ClaimOwner owner(String name) {
		return (offers, reason) -> this.voided.add(
				name + " " + reason + " " + offers.stream().map((offer) -> offer.getId().getValue()).sorted().toList());
	}

	@Test
	void noOffersAtAllAreAMistake() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.ledger.accept(List.of(), List.of(), null));
	}

	@Test
	void aReleasedOfferIsOpenAgainWhileItsEventIsHandled() {
		claim("o1").release();

		assertThat(this.ledger.open()).extracting(Offer::getId).contains(id("o1"));
		assertThat(this.sent).isEmpty();
	}

	@Test
	void anOfferReleasedLaterIsDeclined() {
		ClaimedOffer reply = claim("o1");
		this.ledger.takeUnanswered(this.offers);

		reply.release();
		reply.release();

		assertThat(this.sent).singleElement()
			.satisfies((call) -> assertThat(call.getDecline().getOfferIdsList()).containsExactly(id("o1")));
	}

	private ClaimedOffer claim(String id) {
		return Objects.requireNonNull(this.ledger.claim(id(id)));
	}

	private static void assertSucceeds(CompletionStage<CallResult> stage) {
		assertThat(stage).isCompleted();
	}

	private static void assertGone(CompletionStage<CallResult> stage, String reason) {
		assertThat(stage).isCompletedExceptionally();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> stage.toCompletableFuture().get())
			.havingCause()
			.isInstanceOf(OfferGoneException.class)
			.withMessageContaining(reason);
	}

	private static OfferID id(String value) {
		return OfferID.newBuilder().setValue(value).build();
	}

	private static Offer offer(String id) {
		return Offer.newBuilder()
			.setId(id(id))
			.setFrameworkId(FrameworkID.newBuilder().setValue("f"))
			.setAgentId(AgentID.newBuilder().setValue("a"))
			.setHostname("h")
			.build();
	}

}
