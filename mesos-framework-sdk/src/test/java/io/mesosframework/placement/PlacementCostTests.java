package io.mesosframework.placement;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.mesos.v1.Protos.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.resource.ResourceSamples;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What placement asks for, counted rather than timed.
 */
class PlacementCostTests {

	@Test
	void rulesOnAgentsAreAskedOncePerGroupAndAgentHoweverManyInstancesThereAre() {
		Counting rule = new Counting(false);

		PlacementResult result = place(200, 500, rule);

		assertThat(result.placements()).hasSize(500);
		assertThat(rule.asked.get()).isLessThanOrEqualTo(200);
	}

	@Test
	void rulesOnInstancesAreAskedOncePerAgentAndPlacement() {
		Counting rule = new Counting(true);

		PlacementResult result = place(200, 500, rule);

		assertThat(result.placements()).hasSize(500);
		assertThat(rule.asked.get()).isLessThanOrEqualTo(2 * (200 + 500));
	}

	@Test
	void wishesOnInstancesAreAskedOncePerAgentAndPlacement() {
		Counting rule = new Counting(true, false, false);

		PlacementResult result = place(200, 500, rule);

		assertThat(result.placements()).hasSize(500);
		assertThat(rule.asked.get()).isLessThanOrEqualTo(4 * (200 + 500));
	}

	@Test
	void agentsWithAFieldThatIsRefusedAreNotAskedOneByOne() {
		for (boolean hard : List.of(true, false)) {
			Counting rule = new Counting(true, true, false);
			PlacementConstraint balance = new FieldConstraint("rack", FieldConstraint.Operator.GROUP_BY, "3", hard);

			PlacementResult result = place(200, 500, PlacementStrategy.SPREAD, rule, balance);

			assertThat(result.placements()).hasSize(500);
			assertThat(rule.asked.get()).isLessThanOrEqualTo(6 * (200 + 500));
		}
	}

	@Test
	void aFilterOnAnAttributeThatNoAgentHasLetsNoAgentPass() {
		for (Value.Type type : List.of(Value.Type.TEXT, Value.Type.SCALAR, Value.Type.SET, Value.Type.RANGES)) {
			PlacementResult result = place(3, 1, new AttributeFilter(type, List.of("7")));

			assertThat(result.placements()).as(type.name()).isEmpty();
			assertThat(result.refusals()).hasSize(1);
		}
	}

	private static PlacementResult place(int agents, int instances, PlacementConstraint rule) {
		return place(agents, instances, PlacementStrategy.FIRST_FIT, rule);
	}

	private static PlacementResult place(int agents, int instances, PlacementStrategy strategy,
			PlacementConstraint... rules) {
		return new Placer().place(ResourceSamples.agents(agents, 4, 400),
				List.of(new PlacementGroup("app", ResourceNeed.of(0.5, 10, 0), instances, strategy, List.of(rules),
						false, 0, new PlacedInstances(Map.of()))));
	}

	/**
	 * Lets every agent pass and counts.
	 */
	private static final class Counting implements PlacementConstraint {

		private final AtomicInteger asked = new AtomicInteger();

		private final boolean live;

		private final boolean hard;

		private final boolean later;

		Counting(boolean live) {
			this(live, true, live);
		}

		Counting(boolean live, boolean hard, boolean later) {
			this.live = live;
			this.hard = hard;
			this.later = later;
		}

		@Override
		public boolean hard() {
			return this.hard;
		}

		@Override
		public boolean mayAllowLater() {
			return this.later;
		}

		@Override
		public @Nullable String refusal(AgentOffer agent, PlacedInstances placed) {
			this.asked.incrementAndGet();
			return null;
		}

		@Override
		public boolean dependsOnPlaced() {
			return this.live;
		}

	}

}
