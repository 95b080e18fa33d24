package io.mesosframework.offer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;

import io.mesosframework.placement.AgentOffer;

import static org.assertj.core.api.Assertions.assertThat;

class OfferManagerProperties {

	@Provide
	Arbitrary<List<Step>> histories() {
		return Combinators
			.combine(Arbitraries.frequencyOf(Tuple.of(6, Arbitraries.just(Kind.OFFER)),
					Tuple.of(6, Arbitraries.of(Kind.values()))), Arbitraries.integers().between(0, 50))
			.as(Step::new)
			.list()
			.ofMinSize(1)
			.ofMaxSize(80);
	}

	@Property(tries = 3000)
	void everyOfferIsAnsweredOnceOrVoid(@ForAll("histories") List<Step> steps) {
		OfferManagerFixture fixture = new OfferManagerFixture(OfferOptions.DEFAULT);
		fixture.settle("web", "db");
		Set<String> gone = new HashSet<>();
		List<Offer> session = new ArrayList<>();
		List<PendingAccepts> reserved = new ArrayList<>();
		for (Step step : steps) {
			int answers = fixture.answered().size();
			step(fixture, step, session, reserved, gone);
			List<String> answered = fixture.answered();
			assertThat(answered.subList(answers, answered.size())).as("nothing void is answered")
				.noneMatch(gone::contains);
			fixture.checkAnswers();
		}

		reserved.forEach((each) -> fixture.book.accept(each, List.of(), List.of("t")));
		fixture.settle();

		fixture.checkAnswers();
		assertThat(fixture.book.counters().held()).isZero();
		assertThat(fixture.book.held()).isEmpty();
		assertThat(fixture.scheduler.offers().outstanding()).isZero();
	}

	private static void step(OfferManagerFixture fixture, Step step, List<Offer> session, List<PendingAccepts> reserved,
			Set<String> gone) {
		switch (step.kind()) {
			case OFFER -> session.add(fixture.offer("a" + step.value() % 4, (step.value() % 3 == 0) ? "db" : "web",
					Duration.ofSeconds((step.value() == 50) ? 300 : step.value() % 5)));
			case RESCIND -> {
				if (!session.isEmpty()) {
					OfferID id = session.get(step.value() % session.size()).getId();
					fixture.rescind(id);
					gone.add(id.getValue());
				}
			}
			case PLACE -> {
				List<AgentOffer> agents = fixture.book.agents((step.value() % 2 == 0) ? "web" : OfferDemand.ANY_ROLE);
				if (!agents.isEmpty()) {
					reserved.add(fixture.book.reserve(agents.get(step.value() % agents.size())));
				}
				if (step.value() % 5 == 4) {
					reserved.forEach((each) -> giveUp(fixture, each, step.value()));
					reserved.clear();
				}
				else if (step.value() % 3 > 0) {
					reserved.forEach((each) -> fixture.book.accept(each, List.of(), List.of("t")));
					reserved.clear();
				}
			}
			case SETTLE -> settle(fixture, step.value());
			case ADVANCE -> fixture.advance(Duration.ofSeconds(step.value()));
			case RECONNECT -> {
				session.forEach((offer) -> gone.add(offer.getId().getValue()));
				session.clear();
				fixture.reconnect();
			}
			case FOREIGN -> {
				if (!session.isEmpty()) {
					Offer offer = session.get(step.value() % session.size());
					boolean open = !fixture.answered().contains(offer.getId().getValue())
							&& !gone.contains(offer.getId().getValue());
					if (open) {
						fixture.scheduler.decline(offer.getId());
					}
				}
			}
		}
	}

	private static void giveUp(OfferManagerFixture fixture, PendingAccepts claim, int value) {
		if (value % 2 == 0) {
			fixture.book.release(claim);
		}
		else {
			fixture.book.decline(claim, Duration.ofSeconds(value));
		}
	}

	private static void settle(OfferManagerFixture fixture, int value) {
		switch (value % 4) {
			case 0 -> fixture.settle("web");
			case 1 -> fixture.settle();
			case 2 -> fixture.settle(OfferDemand.ANY_ROLE);
			default -> fixture.settle(
					new OfferDemand(Set.of("db"), Map.of("web", fixture.instant().plusSeconds(value)), value % 8 == 3));
		}
		Instant now = fixture.instant();
		assertThat(fixture.book.held()).as("nothing is hoarded")
			.allSatisfy((held) -> assertThat(held.since()).isAfter(now.minus(OfferOptions.DEFAULT.hold())));
	}

	enum Kind {

		OFFER, RESCIND, PLACE, SETTLE, ADVANCE, RECONNECT, FOREIGN

	}

	record Step(Kind kind, int value) {

	}

}
