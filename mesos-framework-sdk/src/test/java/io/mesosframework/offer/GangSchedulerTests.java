package io.mesosframework.offer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.mesosframework.placement.PlacedInstances;
import io.mesosframework.placement.PlacementGroup;
import io.mesosframework.placement.PlacementResult;
import io.mesosframework.placement.PlacementStrategy;
import io.mesosframework.placement.Placer;
import io.mesosframework.resource.ResourceNeed;

import static org.assertj.core.api.Assertions.assertThat;

class GangSchedulerTests {

	private final OfferManagerFixture fixture = new OfferManagerFixture(OfferOptions.DEFAULT);

	private final GangScheduler turns = new GangScheduler(this.fixture.book, OfferOptions.DEFAULT.gangHold());

	private final Placer placer = new Placer();

	@Test
	void keepsWhatAGangHasUntilItIsComplete() {
		this.fixture.settle("web");
		this.fixture.offer("a");
		PlacementResult first = round(gang("gang", 2, 0), group("small", 1));
		assertThat(first.placements()).isEmpty();
		assertThat(this.fixture.book.held()).singleElement()
			.satisfies((held) -> assertThat(held.keptFor()).isEqualTo("gang"));

		this.fixture.advance(Duration.ofSeconds(10));
		this.fixture.settle("web");
		this.fixture.offer("b");
		PlacementResult second = round(gang("gang", 2, 0), group("small", 1));

		assertThat(second.placements()).extracting((placement) -> placement.group().app())
			.containsExactly("gang", "gang");
		assertThat(second.kept()).isNull();
	}

	@Test
	void givesUpAfterItsTurnAndLetsOthersIn() {
		this.fixture.settle("web");
		this.fixture.offer("a");
		round(gang("gang", 2, 0), group("small", 1));
		this.fixture.advance(OfferOptions.DEFAULT.gangHold());

		PlacementResult result = round(gang("gang", 2, 0), group("small", 1));

		assertThat(result.placements()).extracting((placement) -> placement.group().app()).containsExactly("small");
		assertThat(result.kept()).isNull();
	}

	@Test
	void theNextGangHasItsTurnWhenThatOfTheFirstIsOver() {
		this.fixture.settle("web");
		this.fixture.offer("a");
		round(gang("one", 2, 0), gang("two", 2, 0));
		assertThat(keeper()).isEqualTo("one");

		this.fixture.advance(OfferOptions.DEFAULT.gangHold());
		round(gang("one", 2, 0), gang("two", 2, 0));
		assertThat(keeper()).isEqualTo("two");

		this.fixture.advance(OfferOptions.DEFAULT.gangHold());
		PlacementResult rest = round(gang("one", 2, 0), gang("two", 2, 0));
		assertThat(rest.kept()).isNull();
		this.fixture.advance(OfferOptions.DEFAULT.gangHold());
		this.fixture.offer("a");
		round(gang("one", 2, 0), gang("two", 2, 0));
		assertThat(keeper()).isEqualTo("one");
	}

	@Test
	void aGangOfHigherPriorityComesFirst() {
		this.fixture.settle("web");
		this.fixture.offer("a");

		round(gang("low", 2, 0), gang("high", 2, 7));

		assertThat(keeper()).isEqualTo("high");
	}

	@Test
	void aGangOfWhichNothingFitsDoesNotStopTheNext() {
		this.fixture.settle("web");
		this.fixture.offer("a");
		PlacementGroup large = new PlacementGroup("large", ResourceNeed.of(9, 0, 0), 2, PlacementStrategy.FIRST_FIT,
				List.of(), true, 9, new PlacedInstances(Map.of()));

		round(large, gang("gang", 2, 0));

		assertThat(keeper()).isEqualTo("gang");
	}

	@Test
	void aTurnEndsWithTheWorkOfItsRole() {
		this.fixture.settle("web");
		this.fixture.offer("a");
		round(gang("gang", 2, 0));

		this.turns.retain(List.of("db"));

		assertThat(keeper()).isNull();
	}

	@Test
	void gangsOfDifferentRolesKeepOffersInTurn() {
		this.fixture.settle("web", "db");
		List<String> keepers = new ArrayList<>();
		for (int round = 0; round < 6; round++) {
			this.fixture.offer("a", "web", Duration.ZERO);
			this.fixture.offer("b", "db", Duration.ZERO);
			for (String role : List.of("web", "db")) {
				List<PlacementGroup> gangs = List.of(gang("gang of " + role, 2, 0));
				PlacementResult result = this.placer.place(this.fixture.book.agents(role), gangs,
						this.turns.next(role, gangs, now()));
				this.turns.placed(role, result.kept(), now());
			}
			keepers.add(this.fixture.book.held()
				.stream()
				.map(HeldOffers::keptFor)
				.filter(Objects::nonNull)
				.distinct()
				.collect(Collectors.joining(" and ")));
			this.fixture.settle();
			this.fixture.settle("web", "db");
			this.fixture.advance(OfferOptions.DEFAULT.gangHold());
		}

		assertThat(keepers).containsExactly("gang of web", "gang of db", "", "gang of web", "gang of db", "");
	}

	@Test
	void aGangOfAnotherRoleThatKeepsOffersIsWaitedFor() {
		this.fixture.settle("web");
		this.fixture.offer("a");
		round(gang("gang", 2, 0));

		assertThat(this.turns.next(OfferDemand.ANY_ROLE, List.of(gang("any", 2, 0)), now())).isEmpty();
		assertThat(this.fixture.book.agents(OfferDemand.ANY_ROLE)).isEmpty();
		assertThat(this.turns.next("db", List.of(gang("db", 2, 0)), now())).isEmpty();
	}

	@Test
	void aGangOfWhichNothingEverFitsDoesNotKeepOthersFromTheirNextTurn() {
		this.fixture.settle("web");
		PlacementGroup large = new PlacementGroup("large", ResourceNeed.of(9, 0, 0), 2, PlacementStrategy.FIRST_FIT,
				List.of(), true, 9, new PlacedInstances(Map.of()));
		int turns = 0;
		for (int round = 0; round < 10; round++) {
			this.fixture.offer("a");
			round(large, gang("gang", 2, 0));
			turns += "gang".equals(keeper()) ? 1 : 0;
			this.fixture.settle();
			this.fixture.settle("web");
			this.fixture.advance(OfferOptions.DEFAULT.gangHold());
		}

		assertThat(turns).isGreaterThan(2);
	}

	private String keeper() {
		return this.fixture.book.held().isEmpty() ? null : this.fixture.book.held().get(0).keptFor();
	}

	private Instant now() {
		return this.fixture.instant();
	}

	private PlacementResult round(PlacementGroup... groups) {
		List<PlacementGroup> all = List.of(groups);
		this.fixture.book.freshen(now());
		List<PlacementGroup> gangs = this.turns.next("web", all, now());
		PlacementResult result = this.placer.place(this.fixture.book.agents("web"), all, gangs);
		this.turns.placed("web", result.kept(), now());
		result.placements()
			.stream()
			.map(PlacementResult.Placement::agent)
			.distinct()
			.forEach((agent) -> this.fixture.book.accept(this.fixture.book.reserve(agent), List.of(), List.of()));
		this.fixture.settle("web");
		return result;
	}

	static PlacementGroup gang(String app, int count, int priority) {
		return new PlacementGroup(app, ResourceNeed.of(1, 0, 0), count, PlacementStrategy.FIRST_FIT, List.of(), true,
				priority, new PlacedInstances(Map.of()));
	}

	static PlacementGroup group(String app, int count) {
		return new PlacementGroup(app, ResourceNeed.of(1, 0, 0), count, PlacementStrategy.FIRST_FIT, List.of(), false,
				0, new PlacedInstances(Map.of()));
	}

}
