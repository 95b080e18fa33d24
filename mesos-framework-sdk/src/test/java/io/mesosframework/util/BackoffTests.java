package io.mesosframework.util;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Backoff}.
 */
class BackoffTests {

	private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(15));

	@Test
	void theDelayDoublesUpToTheMaximum() {
		assertThat(IntStream.range(0, 6).mapToObj(this.backoff::delay).map(Duration::toSeconds)).containsExactly(1L, 2L,
				4L, 8L, 15L, 15L);
	}

	@Test
	void aNegativeAttemptIsTheFirst() {
		assertThat(this.backoff.delay(-1)).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void aMaximumBelowTheFirstDelayWins() {
		assertThat(new Backoff(Duration.ofSeconds(9), Duration.ofSeconds(3)).delay(0)).isEqualTo(Duration.ofSeconds(3));
	}

	@Test
	void theLongestMaximumDoesNotOverflow() {
		Backoff longest = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(Long.MAX_VALUE));

		assertThat(longest.delay(Integer.MAX_VALUE)).isEqualTo(longest.max());
	}

	@Test
	void zeroStaysZeroAfterAnyNumberOfAttempts() {
		Backoff none = new Backoff(Duration.ZERO, Duration.ofSeconds(1));

		assertThat(none.delay(Integer.MAX_VALUE)).isZero();
		assertThat(none.fullJitter(3, new Random(1))).isZero();
	}

	@Test
	void fullJitterReachesFromZeroToTheDelay() {
		Random random = new Random(7);

		assertThat(IntStream.range(0, 1000).mapToObj((i) -> this.backoff.fullJitter(2, random)))
			.allMatch((delay) -> !delay.isNegative() && delay.compareTo(Duration.ofSeconds(4)) <= 0)
			.anyMatch((delay) -> delay.compareTo(Duration.ofMillis(400)) < 0)
			.anyMatch((delay) -> delay.compareTo(Duration.ofMillis(3600)) > 0);
	}

	@Test
	void littleJitterTakesAtMostATenth() {
		Random random = new Random(7);

		assertThat(IntStream.range(0, 1000).mapToObj((i) -> this.backoff.littleJitter(2, random)))
			.allMatch((delay) -> delay.compareTo(Duration.ofMillis(3600)) >= 0
					&& delay.compareTo(Duration.ofSeconds(4)) <= 0);
	}

	@Test
	void negativeDelaysAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ofSeconds(-1), Duration.ZERO));
		assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(-1)));
	}

}
