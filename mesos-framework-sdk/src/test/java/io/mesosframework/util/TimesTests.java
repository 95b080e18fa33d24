package io.mesosframework.util;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Times}.
 */
class TimesTests {

	private static final Instant EARLY = Instant.ofEpochSecond(1);

	private static final Instant LATE = Instant.ofEpochSecond(2);

	@Test
	void theEarliestIsFoundWhateverTheOrder() {
		assertThat(Times.earliest(EARLY, LATE)).isEqualTo(EARLY);
		assertThat(Times.earliest(LATE, null, EARLY)).isEqualTo(EARLY);
	}

	@Test
	void neverIsLaterThanAnyTime() {
		assertThat(Times.earliest(null, LATE)).isEqualTo(LATE);
		assertThat(Times.earliest(LATE, null)).isEqualTo(LATE);
		assertThat(Times.earliest(null, null)).isNull();
		assertThat(Times.earliest()).isNull();
	}

	@Test
	void aTimeIsDueWhenItHasCome() {
		assertThat(Times.isDue(EARLY, EARLY)).isTrue();
		assertThat(Times.isDue(LATE, EARLY)).isFalse();
		assertThat(Times.isDue(null, EARLY)).isFalse();
	}

}
