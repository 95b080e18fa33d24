package io.mesosframework.scheduler;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackOffDelayTests {

	private final BackOffDelay backOff = new BackOffDelay(Duration.ofSeconds(1), Duration.ofSeconds(15),
			new Random(42));

	@Test
	void theBoundDoublesUpToTheMaximum() {
		assertThat(IntStream.range(0, 8).mapToObj(this.backOff::bound).map(Duration::toSeconds)).containsExactly(1L, 2L,
				4L, 8L, 15L, 15L, 15L, 15L);
		assertThat(this.backOff.bound(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(15));
	}

	@Test
	void theDelayIsAnywhereBelowTheBound() {
		assertThat(IntStream.range(0, 1000).mapToObj((i) -> this.backOff.delay(3)))
			.allSatisfy((delay) -> assertThat(delay).isBetween(Duration.ZERO, Duration.ofSeconds(8)))
			.anySatisfy((delay) -> assertThat(delay).isLessThan(Duration.ofSeconds(1)))
			.anySatisfy((delay) -> assertThat(delay).isGreaterThan(Duration.ofSeconds(7)));
	}

	@Test
	void belowZeroIsZero() {
		assertThat(this.backOff.below(Duration.ZERO)).isZero();
	}

}
