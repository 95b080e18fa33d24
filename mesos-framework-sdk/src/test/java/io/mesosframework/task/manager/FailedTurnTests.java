package io.mesosframework.task.manager;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.mesosframework.placement.AgentOffer;
import io.mesosframework.placement.PlacedInstances;
import io.mesosframework.placement.PlacementConstraint;
import io.mesosframework.placement.PlacementConstraintFactory;
import io.mesosframework.placement.PlacementExtensions;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManagerOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of work when a turn of the event loop ends with an exception.
 */
class FailedTurnTests {

	@Test
	void whatWasLeftIsTriedAgain() {
		Broken broken = new Broken();

		try (ManagerFixture mesos = new ManagerFixture(UnaryOperator.identity(), TaskManagerOptions.defaults(),
				new PlacementExtensions(List.of(broken), List.of()))) {
			Map<String, Object> document = ManagerFixture.service("web", 1);
			document.put("constraints", List.of("broken:CUSTOM"));
			mesos.deploy(document);

			mesos.awaitPhase("web", Phase.RUNNING, 1);
		}

		assertThat(broken.failures).hasValueLessThan(0);
	}

	/** Makes a rule that fails twice in a way that no one expects. */
	private static final class Broken implements PlacementConstraintFactory {

		private final AtomicInteger failures = new AtomicInteger(2);

		@Override
		public String name() {
			return "broken";
		}

		@Override
		public PlacementConstraint create(@Nullable String value) {
			return new PlacementConstraint() {

				@Override
				public @Nullable String refusal(AgentOffer agent, PlacedInstances placed) {
					return null;
				}

				@Override
				public boolean dependsOnPlaced() {
					if (Broken.this.failures.getAndDecrement() > 0) {
						throw new IllegalStateException("not yet");
					}
					return false;
				}

			};
		}

	}

}
