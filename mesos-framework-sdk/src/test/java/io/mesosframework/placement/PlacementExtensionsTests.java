package io.mesosframework.placement;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.resource.ResourceSamples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PlacementExtensionsTests {

	@Test
	void prefersAgentsWithAHigherScoreWhateverTheStrategy() {
		AgentScorer scorer = (agent, group) -> agent.agentId().equals("a2") ? 1 : 0;
		Placer placer = new Placer(new PlacementExtensions(List.of(), List.of(scorer)));

		for (PlacementStrategy strategy : PlacementStrategy.values()) {
			PlacementResult result = placer.place(ResourceSamples.agents(4, 4, 400), List.of(group(strategy)));

			assertThat(result.placements()).as(strategy.name())
				.singleElement()
				.satisfies((placement) -> assertThat(placement.agent().agentId()).isEqualTo("a2"));
		}
	}

	@Test
	void aScorerThatFailsCountsAsNothing() {
		AgentScorer broken = (agent, group) -> {
			throw new IllegalStateException("broken");
		};
		AgentScorer scorer = (agent, group) -> agent.agentId().equals("a1") ? 1 : Double.NaN;
		Placer placer = new Placer(new PlacementExtensions(List.of(), List.of(broken, scorer)));

		PlacementResult result = placer.place(ResourceSamples.agents(4, 4, 400),
				List.of(group(PlacementStrategy.SPREAD)));

		assertThat(result.placements().get(0).agent().agentId()).isEqualTo("a1");
	}

	@Test
	void aRuleThatFailsRefusesTheAgentAndSaysSo() {
		PlacementConstraint rule = new PlacementExtensions(List.of(new Named("picky")), List.of()).create("picky", "x",
				true);

		assertThat(rule.refusal(ResourceSamples.agent("a", 1, 1), new PlacedInstances(Map.of())))
			.isEqualTo("picky failed with UnsupportedOperationException");
	}

	@Test
	void namesTheRuleThatIsMissingOrTwice() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new PlacementExtensions(List.of(new Named("a")), List.of()).create("b", null, true))
			.withMessageContaining("'b'")
			.withMessageContaining("[a]");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new PlacementExtensions(List.of(new Named("a"), new Named("a")), List.of()))
			.withMessageContaining("'a'");
	}

	private static PlacementGroup group(PlacementStrategy strategy) {
		return new PlacementGroup("app", ResourceNeed.of(0.5, 10, 0), 1, strategy, List.of(), false, 0,
				new PlacedInstances(Map.of()));
	}

	record Named(String name) implements PlacementConstraintFactory {

		@Override
		public PlacementConstraint create(@Nullable String value) {
			return (agent, placed) -> {
				throw new UnsupportedOperationException(value);
			};
		}

	}

}
