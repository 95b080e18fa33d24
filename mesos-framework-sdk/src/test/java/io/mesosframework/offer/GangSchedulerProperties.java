package io.mesosframework.offer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import io.mesosframework.placement.PlacementGroup;
import io.mesosframework.placement.PlacementResult;
import io.mesosframework.placement.Placer;

import static org.assertj.core.api.Assertions.assertThat;

class GangSchedulerProperties {

	private static final Duration TURN = OfferOptions.DEFAULT.gangHold();

	/**
	 * Agents of one CPU that are offered again some seconds after they were given back,
	 * and gangs that need as many agents as they have instances. All agents together come
	 * within one turn.
	 */
	@Property(tries = 300)
	void everyGangThatFitsIsPlacedWholeInTheEnd(
			@ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 5) Integer> sizes,
			@ForAll @IntRange(min = 1, max = 5) int pause) {
		OfferManagerFixture fixture = new OfferManagerFixture(OfferOptions.DEFAULT);
		GangScheduler turns = new GangScheduler(fixture.book, TURN);
		fixture.settle("web");
		Map<String, Integer> waiting = new LinkedHashMap<>();
		sizes.forEach((size) -> waiting.put("gang" + waiting.size(), size));
		Set<String> away = new HashSet<>(Set.of("a0", "a1", "a2", "a3", "a4"));
		int next = 0;
		for (int round = 0; round < 600 && !waiting.isEmpty(); round++) {
			if (round % pause == 0) {
				// one agent after the other, so that no gang of several fits at once
				String agent = "a" + next++ % 5;
				if (away.remove(agent)) {
					fixture.offer(agent);
				}
			}
			Set<String> used = round(fixture, turns, waiting);
			List<HeldOffers> held = fixture.book.held();
			assertThat(held.stream().filter((each) -> each.keptFor() != null).map(HeldOffers::keptFor).distinct())
				.as("one gang keeps at a time")
				.hasSizeLessThanOrEqualTo(1);
			assertThat(held).as("no offer becomes too old")
				.allSatisfy((each) -> assertThat(each.until())
					.isBeforeOrEqualTo(each.since().plus(OfferOptions.DEFAULT.maxAge())));
			for (int i = 0; i < 5; i++) {
				String agent = "a" + i;
				if (used.contains(agent) || held.stream().noneMatch((each) -> each.agentId().equals(agent))) {
					away.add(agent);
				}
			}
			fixture.checkAnswers();
			fixture.advance(Duration.ofSeconds(1));
		}

		assertThat(waiting).as("gangs that starve").isEmpty();
	}

	private static Set<String> round(OfferManagerFixture fixture, GangScheduler turns, Map<String, Integer> waiting) {
		fixture.book.freshen(fixture.instant());
		List<PlacementGroup> groups = new ArrayList<>();
		waiting.forEach((app, size) -> groups.add(GangSchedulerTests.gang(app, size, 0)));
		List<PlacementGroup> gangs = turns.next("web", groups, fixture.instant());
		PlacementResult result = new Placer().place(fixture.book.agents("web"), groups, gangs);
		turns.placed("web", result.kept(), fixture.instant());
		Map<String, Integer> placed = new LinkedHashMap<>();
		Set<String> used = new HashSet<>();
		result.placements().forEach((placement) -> {
			placed.merge(placement.group().app(), 1, Integer::sum);
			if (used.add(placement.agent().agentId())) {
				fixture.book.accept(fixture.book.reserve(placement.agent()), List.of(), List.of());
			}
		});
		placed.forEach((app, count) -> assertThat(count).as("all or none").isEqualTo(waiting.remove(app)));
		fixture.settle("web");
		return used;
	}

}
