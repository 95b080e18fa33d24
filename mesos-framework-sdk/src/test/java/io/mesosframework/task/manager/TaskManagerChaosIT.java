package io.mesosframework.task.manager;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Proves with random operations and random faults that no task is lost and none launched
 * twice. {@code -Dchaos.seed=5} runs one seed only, {@code -Dchaos.seeds=100} more of
 * them, {@code -Dchaos.steps=200} longer.
 */
class TaskManagerChaosIT {

	private static final int STEPS = Integer.getInteger("chaos.steps", 40);

	static LongStream seeds() {
		Long seed = Long.getLong("chaos.seed");
		long first = Long.getLong("chaos.first", 1);
		return (seed != null) ? LongStream.of(seed)
				: LongStream.range(first, first + Integer.getInteger("chaos.seeds", 3));
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void noTaskIsLostOrLaunchedTwice(long seed) {
		check(seed, false);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void noTaskIsLostOrLaunchedTwiceWithAStore(long seed) {
		check(seed, true);
	}

	private static void check(long seed, boolean stored) {
		try (ChaosRun run = new ChaosRun(seed, stored)) {
			for (int i = 0; i < STEPS; i++) {
				run.step();
				assertThat(run.witness.violations).as("seed %d after %s", seed, run.steps()).isEmpty();
			}
			run.calm();
			awaitNone(run, seed, run::disagreements);
			run.renew();
			awaitNone(run, seed, run::complaints);
			awaitNone(run, seed, run::unacknowledged);
			assertThat(run.witness.violations).as("seed %d after %s", seed, run.steps()).isEmpty();
			assertThat(run.witness.launches()).as("launches of seed %d", seed).isPositive();
		}
	}

	private static void awaitNone(ChaosRun run, long seed, Supplier<List<String>> wrong) {
		try {
			Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> wrong.get().isEmpty());
		}
		catch (ConditionTimeoutException ex) {
			List<String> left = wrong.get();
			if (!left.isEmpty()) {
				fail("seed %d (-Dchaos.seed=%d) does not come to rest: %s\nviolations %s\nafter %s\n%s", seed, seed,
						String.join("\n", left), run.witness.violations, run.steps(),
						run.cluster.timeline().print((entry) -> false, 0));
			}
		}
	}

}
