package io.mesosframework.task.internal.app;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.mesosframework.task.definition.SampleDefinitions;
import io.mesosframework.task.definition.TaskDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many instances an update leaves alone.
 */
class RollingUpdateTests {

	@ParameterizedTest
	@CsvSource({ "100, 0.55, 0, 55", "100, 0.56, 1, 55", "100, 0.29, 0, 29", "1000000, 0.07, 0, 70000", "10, 0.8, 1, 7",
			"3, 0.5, 0, 2", "3, 0, 0, 0", "3, 1, 1, 2", "2, 0.75, 5, -3" })
	void theShareIsCountedInDecimals(int instances, double share, int unavailable, int needed) {
		assertThat(needed(instances, share, unavailable, 0)).isEqualTo(needed);
	}

	@ParameterizedTest
	@CsvSource({ "2, 0.75, 1", "1, 0.5, 0", "4, 0.8, 3", "3, 0.999, 2" })
	void oneMayAlwaysBeMissingWithoutASurge(int instances, double share, int needed) {
		assertThat(needed(instances, share, 0, 0)).isEqualTo(needed);
	}

	@ParameterizedTest
	@CsvSource({ "2, 0.75", "1, 0.5", "4, 1" })
	void noneIsMissingWithASurge(int instances, double share) {
		assertThat(needed(instances, share, 0, 1)).isEqualTo(instances);
	}

	private static int needed(int instances, double share, int unavailable, int surge) {
		TaskDefinition definition = SampleDefinitions.minimal("web")
			.instances(instances)
			.update((update) -> update.minHealthy(share).maxUnavailable(unavailable).maxSurge(surge))
			.build();
		return RollingUpdate.needed(definition.update(), instances);
	}

}
